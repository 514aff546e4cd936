import { beforeEach, describe, expect, it } from "vitest";
import {
  accessibleName,
  button,
  click,
  draw,
  emptyPage,
  strings,
  vscodeApi,
  withAnswer,
} from "./support/panel";

beforeEach(emptyPage);

const text = () => document.body.textContent;

describe("an empty panel", () => {
  it("says what to do, which model answers and where the text goes", () => {
    draw();
    expect(text()).toContain("Choose a template.");
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
    expect(button("Poem").title).toBe("A short poem");
    expect(button("Rewrite").disabled).toBe(false);
  });
});

describe("a conversation", () => {
  it("shows the question as it was written and the answer as Markdown", () => {
    draw(withAnswer({ content: "Hello" }));
    const [mine, theirs] = document.querySelectorAll("li.message");
    expect(mine?.querySelector("h2")?.textContent).toBe("You");
    expect(mine?.querySelector(".content")?.innerHTML).toBe("Hi");
    expect(theirs?.querySelector("h2")?.textContent).toBe("Answer");
    expect(theirs?.querySelector(".rendered")?.textContent).toBe("Hello");
    expect(text()).not.toContain(strings.welcome);
  });

  it("never reads the writer's own text as HTML", () => {
    draw({ messages: [{ id: "1", role: "user", content: "<img src=x onerror=alert(1)>", state: "done" }] });
    expect(document.querySelector("img")).toBeNull();
    expect(text()).toContain("<img src=x");
  });

  it("offers to insert, replace or copy a finished answer, and names it to the extension", () => {
    draw(withAnswer({ content: "Hello" }));
    for (const name of [strings.insert, strings.replace, strings.copy]) click(name);
    expect(vscodeApi.posted).toEqual([
      { kind: "insert", messageId: "2" },
      { kind: "replace", messageId: "2" },
      { kind: "copy", messageId: "2" },
    ]);
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
    expect(text()).toContain("Stopped.");
    expect(button(strings.copy)).toBeDefined();
  });
});

describe("while an answer streams", () => {
  it("says so until the first word, and marks the answer as busy", () => {
    draw(withAnswer({ state: "streaming" }));
    expect(text()).toContain("Writing…");
    expect(document.querySelector("[aria-busy=true]")).not.toBeNull();
    draw(withAnswer({ state: "streaming", content: "He" }));
    expect(text()).not.toContain("Writing…");
    draw(withAnswer({ content: "Hello" }));
    expect(document.querySelector("[aria-busy=true]")).toBeNull();
  });

  it("offers Stop in the place of Send, and no template", () => {
    draw(withAnswer({ state: "streaming" }));
    expect(() => button(strings.send)).toThrow();
    click("Templates");
    expect(button("Poem").disabled).toBe(true);
    click(strings.stop);
    expect(vscodeApi.posted).toEqual([{ kind: "stop" }]);
  });

  it("announces what arrives to those who listen to the page", () => {
    draw(withAnswer({ state: "streaming", content: "He" }));
    const answer = document.querySelector(".message.assistant");
    expect(answer?.closest("[aria-live=polite], [role=log], [role=status]")).not.toBeNull();
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

  it("the gallery and each of its lists have a name", () => {
    draw();
    const names = [...document.querySelectorAll("section, [role=group]")].map(accessibleName);
    expect(names).toEqual(["Templates", "Edit", "Write"]);
  });
});
