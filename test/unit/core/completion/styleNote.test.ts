import { describe, expect, it } from "vitest";
import { contextWindow } from "../../../../src/core/completion/contextWindow";
import { styleNote } from "../../../../src/core/completion/styleNote";
import { between, near, typed } from "./cursor";
import type { GhostTextQuery } from "../../../../src/core/completion/ghostTextQuery";

function noteAt(query: GhostTextQuery, language?: string): Promise<string> {
  const window = contextWindow(query, { prefixTokens: 1000, suffixTokens: 200 });
  return styleNote({ query, start: query.wider().start, window, language });
}
const note = (text: string, language?: string) => noteAt(between(text, ""), language);

/** Enough of each that a habit can be seen. */
const PAST =
  "The house stood at the end of the road, where the fields gave way to the sea. He was old, and she had been there " +
  "for thirty years. “We were late,” he said. They saw the lamp and told of the ships — all of them. In the morning " +
  "the fishermen went by under the windows, and nobody was in a hurry… “Come in,” she said, and he took off his coat. " +
  "The wind was strong, and the old keeper had shown them the great book in which every ship was written down. ";
const PRESENT =
  "A walk needs no reason. I put on my coat, I close the door, and the street does the rest. My quarrels have lost " +
  "their edge after a mile - that is all there is to it. Walking is a way of thinking... It has no end, and it takes " +
  'me where it goes. "Why does he do it?" says my neighbor. I am not sure that there is an answer, and we have none. ' +
  "My color is gray, and my favorite harbor is far. What I know is that the road is long... and it is mine. ";
const GERMAN =
  "Das Haus steht am Ende der Straße, wo die Felder dem Meer weichen. „Am Morgen gehen die Fischer unter unseren " +
  "Fenstern vorbei“, sagte er – und niemand hatte es eilig. Gestern gingen wir zum Leuchtturm. „Der Wind war stark“, " +
  "und der alte Wärter zeigte uns die Lampe – und das große Buch. Er ist seit dreißig Jahren dort und kennt jedes Schiff. ";
const CHINESE =
  "他说：“我们住的房子在路的尽头，田野在那里接上了大海。”清晨，渔夫们从窗下走过——谈论着天气……“这里没有人着急。”" +
  "老人打开 Windows 电脑，用 Word 写信，附上 3 张照片……守塔的人已经来了 30 年——没有离开过。";
const DANISH =
  "Huset ligger for enden af vejen, hvor markerne viger for havet. Om morgenen går fiskerne forbi under vores vinduer " +
  "og taler om vejret. Ingen har travlt her. I går gik vi til fyrtårnet. Vinden var stærk, og den gamle fyrmester. ";

describe("styleNote", () => {
  it("says what is plain to see in English", async () => {
    expect(await note(PAST.repeat(3))).toBe(
      "English; past tense; third person; quotation marks “ ”; dashes — with spaces; ellipsis …",
    );
    expect(await note(PRESENT.repeat(3))).toBe(
      'English; American spelling; present tense; first person; straight quotation marks "; ellipsis ...',
    );
    expect(await note(`${PAST}The colour of the harbour. `.repeat(3))).toMatch(
      /^English; British spelling; past/,
    );
  });

  it("says what is plain to see in other languages", async () => {
    expect(await note(GERMAN.repeat(3))).toBe("German; quotation marks „ “; dashes – with spaces");
    expect(await note(CHINESE.repeat(5))).toBe(
      "Simplified Chinese; quotation marks “ ”; dashes —— without spaces; ellipsis ……; a space between CJK and Latin text",
    );
    expect(await note("我們來到海邊，「風很大」，他說，「沒有人」。那時的書還在。".repeat(12))).toBe(
      "Traditional Chinese; quotation marks 「」",
    );
    expect(await note("船長は灰色の海を見ていた。誰も話さなかった。".repeat(15))).toBe("Japanese");
    expect(await note("선장은 회색 바다를 바라보았다. 아무도 말하지 않았다. ".repeat(12))).toBe("Korean");
  });

  it("is silent where it is not sure", async () => {
    expect(await note("")).toBe("");
    expect(await note("The sea.")).toBe("");
    expect(await note(DANISH.repeat(4))).toBe(""); // franc-min has no Danish, and takes it for Swedish
    expect(await note(`${PAST}${PRESENT}`.repeat(3))).not.toMatch(/tense|quotation|ellipsis/);
  });

  it("believes what the document says of its language where the text is silent or agrees", async () => {
    expect(await note(DANISH.repeat(4), "da")).toBe("Danish");
    expect(await note(PAST.repeat(3), "en-GB")).toMatch(/^British English; past tense/);
    expect(await note(GERMAN.repeat(3), "en")).toMatch(/^German/);
    expect(await note(CHINESE.repeat(5), "en")).toMatch(/^Simplified Chinese/);
    expect(await note(PAST.repeat(3), "no such language!")).toMatch(/^English/);
  });

  it("follows the text around the cursor", async () => {
    expect(await note(PAST.repeat(6) + CHINESE.repeat(5))).toMatch(/^Simplified Chinese/);
    expect(await note(CHINESE.repeat(40) + PAST)).toMatch(/^in Latin letters/);
    expect(await note(PAST.repeat(6) + GERMAN.repeat(3))).toMatch(/^German/);
  });

  it("does not count code, addresses and the front matter", async () => {
    const code = '```js\nconst a = "x", b = "y", c = "z";\n```\n';
    const head = '---\nauthor: "A"\nkind: "b"\nother: "c"\n---\n';
    expect(await note(`${head}${code}${PAST.repeat(3)} [x](https://x.org/"a"/"b")`)).toMatch(
      /quotation marks “ ”/,
    );
  });

  it.each([
    ["English", PAST],
    ["German", GERMAN],
    ["Chinese", CHINESE],
  ])("keeps still while somebody types on: %s", async (_, text) => {
    const before = between(text.repeat(30).slice(0, 9100), "");
    const first = await noteAt(near(before, 8000, 2000));
    expect(first).not.toBe("");
    const long = text.repeat(2);
    for (let length = 1; length < 400; length += 7) {
      expect(await noteAt(near(typed(before, long.slice(0, length)), 8000, 2000))).toBe(first);
    }
  });

  it("is never longer than 300 characters", async () => {
    for (const text of [PAST, PRESENT, GERMAN, CHINESE]) {
      expect((await note(text.repeat(3), "zh-Hant-TW")).length).toBeLessThanOrEqual(300);
    }
  });
});
