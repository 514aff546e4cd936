import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Analysis, Finding } from "../../../../src/core/understanding/analysis";
import { toCsv, toJson } from "../../../../src/core/understanding/analysisExport";

const analysis = (...findings: Finding[]): Analysis => ({
  kind: "entities",
  findings,
  dropped: 1,
  modelName: "ner",
});

/** CSV as a spreadsheet reads it (RFC 4180). */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const { groups } of csv.matchAll(/(?<field>"(?:[^"]|"")*"|[^",\r\n]*)(?<end>,|\r\n|$)/g)) {
    const { field = "", end = "" } = groups ?? {};
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.slice(0, -1);
}

describe("an analysis as CSV", () => {
  it("has a header and a row for each finding", () => {
    const csv = toCsv(
      analysis(
        { start: 0, end: 4, text: "Anna", label: "person", score: 0.98 },
        { start: 9, end: 12, text: 'a "b",\nc', label: "other", note: "MISC" },
      ),
    );
    expect(csv).toBe(
      'start,end,label,score,text,note\r\n0,4,person,0.98,Anna,\r\n9,12,other,,"a ""b"",\nc",MISC\r\n',
    );
  });

  it("is the header alone where nothing was found", () => {
    expect(toCsv(analysis())).toBe("start,end,label,score,text,note\r\n");
  });

  it.each(["=SUM(A1)", "+1", "-1", "@cmd", "\tx", '=HYPERLINK("http://x","y")'])(
    "is no formula to a spreadsheet: %j",
    (text) => {
      const [, row] = rowsOf(toCsv(analysis({ start: 0, end: 1, text, label: text, note: text })));
      expect(row?.slice(2)).toEqual([`'${text}`, "", `'${text}`, `'${text}`]);
    },
  );

  it("says any text again when it is read, and begins no field with a formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, label) => {
        const [, row = []] = rowsOf(toCsv(analysis({ start: 0, end: 1, text, label })));
        expect(row).toHaveLength(6);
        expect(row[4]?.replace(/^'(?=[=+\-@\t\r])/, "")).toBe(text.replace(/^'(?=[=+\-@\t\r])/, ""));
        for (const field of row) expect(field).not.toMatch(/^[=+\-@]/);
      }),
    );
  });
});

describe("an analysis as JSON", () => {
  it("is all of it", () => {
    const whole = { ...analysis({ start: 0, end: 4, text: "“海”", label: "place" }), host: "a:1" };
    expect(JSON.parse(toJson(whole))).toEqual(whole);
    expect(toJson(whole)).toMatch(/^\{\n {2}"kind"[\s\S]*\}\n$/);
  });
});
