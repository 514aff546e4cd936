import { describe, expect, it } from "vitest";
import { RelatedParagraphs, type OtherDocument } from "../../../../src/core/completion/relatedParagraphs";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { at, between, typed } from "./cursor";

/** Time that passes only as far as it is read. */
const clock = (step = 0) => {
  let now = 0;
  return { now: () => (now += step) };
};

const KEEPER = "The keeper of the lighthouse wrote every ship into his book, and he lit the lamp at six.";
const GARDEN = "In the garden the roses had been cut, and the gardener was burning leaves behind the wall.";
const NOTES: OtherDocument = { id: "notes", text: `# Notes\n\n${KEEPER}\n\n${GARDEN}\n` };
const ASKING = at("We walked to the lighthouse, where the keeper showed us the lamp.║");

describe("RelatedParagraphs", () => {
  it("finds what speaks of the same", async () => {
    const related = new RelatedParagraphs(clock());
    expect(await related.find(ASKING, [NOTES], 300)).toEqual([KEEPER]);
    expect(await related.find(at("The gardener came through the garden.║"), [NOTES], 300)).toEqual([GARDEN]);
    expect(await related.find(at("Nothing of that kind║"), [NOTES], 300)).toEqual([]);
    expect(await related.find(at("║"), [NOTES], 300)).toEqual([]);
  });

  it("finds it in Chinese", async () => {
    const lamp = "守塔的老人给我们看了那盏灯，还有一本厚厚的册子，每一艘经过的船都记在上面。";
    const rain = "下了三天的雨，街上没有一个人，只有猫在屋檐下打盹，谁也不着急。";
    const related = new RelatedParagraphs(clock());
    const others = [{ id: "笔记", text: `${rain}\r\n\r\n${lamp}` }];
    expect(await related.find(at("那天我们走到灯塔，老人点亮了灯，翻开册子。║"), others, 300)).toEqual([
      lamp,
    ]);
  });

  it("takes nothing that stands around the cursor, and nothing of the document itself", async () => {
    const related = new RelatedParagraphs(clock());
    const own = between(`${KEEPER}\n\nThe keeper and the lamp`, "");
    expect(await related.find(own, [NOTES], 300)).toEqual([]);
    const itself = { id: ASKING.documentId, text: KEEPER };
    expect(await related.find(ASKING, [itself], 300)).toEqual([]);
  });

  it("keeps to the tokens, and cuts a long paragraph at its sentences", async () => {
    const long = `${KEEPER} `.repeat(30).trim();
    const related = new RelatedParagraphs(clock());
    const found = await related.find(ASKING, [{ id: "long", text: `${long}\n\n${long} More.` }, NOTES], 200);
    expect(found.length).toBeGreaterThan(0);
    expect(estimateTokens(found.join(""))).toBeLessThanOrEqual(200);
    for (const text of found) {
      expect(text.length).toBeLessThanOrEqual(600);
      expect(text).toMatch(/^The keeper .* at six\.$/);
    }
    expect(await related.find(ASKING, [NOTES], 20)).toEqual([]);
  });

  it("cuts text without sentences anywhere but inside a character", async () => {
    const related = new RelatedParagraphs(clock());
    const text = `lighthouse keeper ${"𠮷".repeat(900)}`;
    const found = await related.find(ASKING, [{ id: "odd", text }], 2000);
    expect(found[0]).toMatch(/^lighthouse keeper 𠮷+$/u);
    expect(found[0]?.length).toBeLessThanOrEqual(600);
  });

  it("follows what is changed, closed and opened again", async () => {
    const related = new RelatedParagraphs(clock());
    const changed = { id: "notes", text: NOTES.text.replace("at six", "at seven") };
    expect(await related.find(ASKING, [NOTES], 300)).toEqual([KEEPER]);
    expect(await related.find(ASKING, [changed], 300)).toEqual([KEEPER.replace("six", "seven")]);
    expect(await related.find(ASKING, [{ id: "notes", text: GARDEN }], 300)).toEqual([]);
    expect(await related.find(ASKING, [], 300)).toEqual([]);
    expect(await related.find(ASKING, [NOTES], 300)).toEqual([KEEPER]);
    // While it is written in itself it is no other document, and after that it is again.
    expect(await related.find({ ...ASKING, documentId: "notes" }, [], 300)).toEqual([]);
    expect(await related.find(ASKING, [NOTES], 300)).toEqual([KEEPER]);
  });

  it("reads for a while only, and goes on the next time", async () => {
    const text = Array.from({ length: 200 }, (_, i) => `Passage ${i}: ${GARDEN}`).join("\n\n");
    // Each look at the clock takes a millisecond: ten passages are read in a call.
    const related = new RelatedParagraphs(clock(1));
    const others = [{ id: "long", text: `${text}\n\n${KEEPER}` }];
    let calls = 0;
    for (let found: string[] = []; found.length === 0; calls++)
      found = await related.find(ASKING, others, 300);
    expect(calls).toBeGreaterThan(10);
    expect(calls).toBeLessThan(40);
  });

  it("finds the same while somebody types", async () => {
    const related = new RelatedParagraphs(clock());
    const query = between("The keeper walked to the lighthouse. ".repeat(20).slice(0, 520), "");
    const first = await related.find(query, [NOTES], 300);
    expect(first).toEqual([KEEPER]);
    expect(await related.find(typed(query, " and the garden, the roses"), [NOTES], 300)).toEqual(first);
  });
});
