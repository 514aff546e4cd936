import { beforeEach, describe, expect, it } from "vitest";
import {
  accessibleName,
  button,
  click,
  composer,
  draw,
  emptyPage,
  focused,
  pressHere,
  strings,
  vscodeApi,
  withAnswer,
} from "./support/panel";

beforeEach(emptyPage);

const text = () => document.body.textContent;

describe("an empty panel", () => {
  it("says what to do, which model answers and where the text goes", () => {
    draw();
    expect(text()).toContain(strings.welcome);
    expect(text()).toContain("gpt");
    expect(text()).toContain("Your text goes to api.openai.com.");
    expect(text()).not.toContain(strings.demoHint);
  });

  it("says that the demo model is for trying out", () => {
    draw({ model: { name: "demo model", isDemo: true, destination: "Runs on this machine." } });
    expect(text()).toContain(`${strings.demoHint} Runs on this machine.`);
  });

  it("offers every template by its name, with its description on top", () => {
    draw();
    expect([...document.querySelectorAll<HTMLElement>(".template")].map(({ title }) => title)).toEqual([
      ...["Clearer", "A short poem"],
    ]);
  });
});

describe("a conversation", () => {
  it("shows the question as it was written and the answer as Markdown", () => {
    draw(withAnswer({ content: "Hello" }));
    const [mine, theirs] = document.querySelectorAll("li.message");
    expect(mine?.querySelector("h2")?.textContent).toBe(strings.you);
    expect(mine?.querySelector(".content")?.textContent).toBe("Hi");
    expect(theirs?.querySelector("h2")?.textContent).toBe(strings.answer);
    expect(theirs?.querySelector(".content")?.textContent).toBe("Hello");
    expect(text()).not.toContain(strings.welcome);
  });

  it("never reads the writer's own text as HTML", () => {
    draw({ messages: [{ id: "1", role: "user", content: "<img src=x onerror=alert(1)>", state: "done" }] });
    expect(document.querySelector("img")).toBeNull();
    expect(text()).toContain("<img src=x");
  });

  it("offers what can be done with a finished answer, and names it to the extension", () => {
    draw(withAnswer({ content: "Hello" }));
    const kinds = ["insert", "replace", "newDocument", "copy", "useAsContext"] as const;
    for (const kind of kinds) click(strings[kind]);
    expect(vscodeApi.posted).toEqual(kinds.map((kind) => ({ kind, messageId: "2" })));
  });

  it.each([
    ["an answer that still streams", { content: "Hel", state: "streaming" }],
    ["an answer without text", { content: "", state: "stopped" }],
  ] as const)("does not offer them under %s", (_, answer) => {
    draw(withAnswer(answer));
    for (const name of [strings.insert, strings.replace, strings.copy]) {
      expect(() => button(name)).toThrow();
    }
  });

  it("offers what had arrived of an answer that was stopped, and says so", () => {
    draw(withAnswer({ content: "Hel", state: "stopped" }));
    expect(text()).toContain(strings.stopped);
    expect(button(strings.copy)).toBeDefined();
  });
});

describe("while an answer streams", () => {
  it("says so until the first word, and marks the answer as busy", () => {
    const says = () => document.querySelector(".message .writing")?.textContent;
    draw(withAnswer({ state: "streaming" }));
    expect(says()).toBe(strings.writing);
    expect(document.querySelector("[aria-busy=true]")).not.toBeNull();
    draw(withAnswer({ state: "streaming", content: "He" }));
    expect(says()).toBeUndefined();
    draw(withAnswer({ content: "Hello" }));
    expect(document.querySelector("[aria-busy=true]")).toBeNull();
  });

  it("offers Stop in the place of Send", () => {
    draw(withAnswer({ state: "streaming" }));
    expect(() => button(strings.send)).toThrow();
    click(strings.stop);
    expect(vscodeApi.posted).toEqual([{ kind: "stop" }]);
  });
});

describe("what went wrong", () => {
  const failure = {
    message: "llm.example.com cannot be reached.",
    remedies: [
      { id: "tryAgain", label: "Try Again" },
      { id: "openSettings", label: "Open Settings" },
    ],
  };

  it("stands under its answer as an alert, with buttons that name the answer", () => {
    draw(withAnswer({ content: "Hel", state: "failed", failure }));
    expect(document.querySelector(".assistant [role=alert]")?.textContent).toContain("cannot be reached");
    click("Try Again");
    click("Open Settings");
    expect(vscodeApi.posted).toEqual([
      { kind: "remedy", remedy: "tryAgain", messageId: "2" },
      { kind: "remedy", remedy: "openSettings", messageId: "2" },
    ]);
  });

  it("outside any answer stands by itself, and its buttons name none", () => {
    draw({ notice: { message: "Something went wrong.", remedies: [{ id: "showLog", label: "Show Log" }] } });
    expect(document.querySelector("main > [role=alert]")?.textContent).toContain("Something went wrong.");
    click("Show Log");
    expect(vscodeApi.posted).toEqual([{ kind: "remedy", remedy: "showLog" }]);
  });

  it("is gone when the host says nothing more of it", () => {
    draw({ notice: { message: "Something went wrong.", remedies: [] } });
    draw();
    expect(document.querySelector("[role=alert]")).toBeNull();
  });
});

describe("the header", () => {
  it("begins a new chat and leads to the earlier ones and to the choice of a model", () => {
    draw();
    click(strings.newChat);
    click(strings.history);
    click("gpt");
    expect(vscodeApi.posted).toEqual([{ kind: "newChat" }, { kind: "history" }, { kind: "chooseModel" }]);
  });
});

describe("the line about tokens", () => {
  const usage = "≈312 tokens · ≈1,234 tokens today · about $0.02";
  const line = () => document.querySelector("main > .usage");

  it("stands under the composer, with the model that it is about", () => {
    draw({ usage });
    expect(line()?.textContent).toBe(`gpt ${usage}`);
    expect(line()?.previousElementSibling?.querySelector("textarea")).not.toBeNull();
    expect(line()?.nextElementSibling).toBeNull();
  });

  it("does not speak up by itself each time it changes", () => {
    draw({ usage });
    expect(line()?.closest("[aria-live], [role=log], [role=status], [role=alert]")).toBeNull();
  });

  it("is not there before anything was asked", () => {
    draw({ usage: "" });
    expect(line()).toBeNull();
  });
});

describe("for those who do not see the panel", () => {
  it("everything that can be used has a name, and nothing but the decoration is hidden", () => {
    draw({
      ...withAnswer({
        content: "Hello",
        state: "failed",
        failure: { message: "x", remedies: [{ id: "a", label: "A" }] },
      }),
    });
    const controls = [...document.querySelectorAll("button, textarea, a, [role=button]")];
    expect(controls.length).toBeGreaterThan(8);
    expect(controls.map(accessibleName)).not.toContain("");
    for (const icon of document.querySelectorAll(".codicon"))
      expect(icon.getAttribute("aria-hidden")).toBe("true");
  });

  it("the conversation, the gallery and each of its lists have a name", () => {
    draw();
    const names = [...document.querySelectorAll("section, [role=region], [role=group]")].map(accessibleName);
    expect(names).toEqual([strings.conversation, strings.templates, "Edit", "Write", strings.context]);
  });

  it("headings go down one step at a time", () => {
    draw(withAnswer({ content: "# One\n\n### Three\n\ntext\n\n###### Six" }));
    click(strings.templates);
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ localName }) =>
      Number(localName[1]),
    );
    expect(levels[0]).toBe(1);
    expect(levels.every((level, place) => place === 0 || level - (levels[place - 1] ?? 0) <= 1)).toBe(true);
  });

  it("what can be done with an answer is one stop for Tab, and the arrow keys go through it", () => {
    draw(withAnswer({ content: "Hello" }));
    const bar = document.querySelector<HTMLElement>(`[role=toolbar][aria-label="${strings.answerActions}"]`);
    const all = [...(bar?.querySelectorAll<HTMLElement>("button") ?? [])];
    const stops = () => all.filter(({ tabIndex }) => tabIndex === 0).map(accessibleName);
    expect(stops()).toEqual([strings.insert]);
    all[0]?.focus();
    const way = ["ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "ArrowLeft", "Home"].map(
      (key) => {
        pressHere(key);
        return focused();
      },
    );
    const [first, second, third] = [strings.insert, strings.replace, strings.newDocument];
    const last = strings.regenerate;
    expect(way).toEqual([second, third, second, last, first, last, first]);
    pressHere("ArrowRight");
    draw(withAnswer({ content: "Hello" }));
    expect(stops()).toEqual([second]);
  });

  it("Escape leads from the conversation to the composer", () => {
    draw(withAnswer({ content: "Hello" }));
    button(strings.copy).focus();
    pressHere("Escape");
    expect(document.activeElement).toBe(composer());
  });
});
