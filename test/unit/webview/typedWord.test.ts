import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calledTemplate, replaceWord, typedWord } from "../../../src/webview/chatPanel/typedWord";
import { template } from "./support/panel";

describe("the word at the caret", () => {
  it.each([
    ["@", "mention", ""],
    ["see @let", "mention", "let"],
    ["see\n@let", "mention", "let"],
    ["比较@第一章", "mention", "第一章"],
    ["(@a", "mention", "a"],
    ["/", "command", ""],
    ["/po", "command", "po"],
  ])("in %j is a %s of %j", (text, kind, query) => {
    expect(typedWord(text, text.length)).toEqual({
      ...{ kind, query, from: text.length - query.length - 1, to: text.length },
    });
  });

  it.each(["ada@example", "a/b", "see /po", "@a b", "", `@${"x".repeat(61)}`, "/po em", "@@a b"])(
    "in %j is nothing to offer for",
    (text) => {
      expect(typedWord(text, text.length)).toBeUndefined();
    },
  );

  it("counts to the caret alone", () => {
    expect(typedWord("@letter", 4)).toMatchObject({ query: "let", from: 0, to: 4 });
  });

  it("is replaced and nothing else is", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, after, name) => {
        const text = `${before}\n@le${after}`;
        const word = typedWord(text, before.length + 4);
        const next = word && replaceWord(text, word, name);
        expect(next?.text).toBe(`${before}\n${name} ${after.replace(/^ /, "")}`);
        expect(next?.caret).toBe(before.length + name.length + 2);
      }),
    );
  });
});

describe("a command", () => {
  const templates = [template("to"), template("to my self"), template("诗")];
  it.each([
    ["/to", "to", ""],
    ["/to the sea ", "to", "the sea"],
    ["/to my self", "to my self", ""],
    ["/诗\n海", "诗", "海"],
  ])("%j calls %s", (text, id, rest) => {
    expect(calledTemplate(text, templates)).toEqual({ template: template(id), rest });
  });

  it.each(["to", " /to", "/tome", "/", "", "/TO"])("%j calls none", (text) => {
    expect(calledTemplate(text, templates)).toBeUndefined();
  });
});
