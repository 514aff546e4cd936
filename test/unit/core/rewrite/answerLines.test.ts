import { describe, expect, it } from "vitest";
import { alternativesIn } from "../../../../src/core/rewrite/answerLines";

describe("the alternatives in an answer", () => {
  it.each([
    ["one a line", "bright\nradiant", ["bright", "radiant"]],
    [
      "bullets and numbers",
      "- bright\n* radiant\n• lucid\n1. clear\n2) plain\n（3）shining",
      ["bright", "radiant", "lucid", "clear", "plain", "shining"],
    ],
    [
      "emphasis and quotes",
      '**bright**\n"radiant"\n“lucid”\n*"clear"*\n「明亮」',
      ["bright", "radiant", "lucid", "clear", "明亮"],
    ],
    ["a line that introduces them", "Here are some:\n\nbright\n", ["bright"]],
    ["the same twice, and the word itself", "bright\nlight\nbright", ["bright"]],
    [
      "words with marks of their own",
      "well-known\nrock 'n' roll\n3.5 metres",
      ["well-known", "rock 'n' roll", "3.5 metres"],
    ],
    ["Windows line breaks", "bright\r\nradiant\r\n", ["bright", "radiant"]],
  ])("of %s", (_, answer, expected) => {
    expect(alternativesIn(answer, "light", true)).toEqual(expected);
  });

  it("are only whole lines while it grows", () => {
    expect(alternativesIn("bright\nradi", "light", false)).toEqual(["bright"]);
    expect(alternativesIn("bright\nradi", "light", true)).toEqual(["bright", "radi"]);
  });
});
