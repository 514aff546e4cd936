import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { splitFile } from "../../../../../src/core/prompts/frontMatterYaml";
import { fieldWords } from "../../../../../src/features/templates/fieldWords";
import {
  frontMatterEnd,
  frontMatterFields,
  linesOf,
  variableNames,
} from "../../../../../src/features/templates/frontMatterFields";
import { resetVscode } from "../../../../fakes/vscode";
import { extensionUri } from "../../support/testHost";

beforeEach(resetVscode);

const FOLDER = `${extensionUri.fsPath}/media/templates`;
const shipped = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(`${FOLDER}/${name}`, "utf8"),
}));

/** The names of all fields of a value with those around them, as YAML has them. */
function pathsOf(value: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [
    [...path, key].join("."),
    ...pathsOf(inside, [...path, key]),
  ]);
}

describe("fields told by their indentation", () => {
  it.each(shipped)("are those of YAML in $name", ({ text }) => {
    const fields = frontMatterFields(linesOf(text));
    expect(fields.map(({ path, key }) => [...path, key].join("."))).toEqual(
      pathsOf(parse(splitFile(text)?.yaml ?? "")),
    );
    const own = fields.filter(({ path }) => path.join(".") !== "examples.variables");
    expect(own.filter(({ path, key }) => fieldWords([...path, key].join(".")) === undefined)).toEqual([]);
  });

  it("stand in one mapping where YAML has one", () => {
    const text = "---\nvariables:\n- name: a\n  label: A\n- name: b\n  label: B\nname: x\n---\n";
    const fields = frontMatterFields(linesOf(text));
    const mappings = [...new Set(fields.map(({ mapping }) => mapping))];
    const groups = mappings.map((one) => fields.filter(({ mapping }) => mapping === one));
    expect(groups.map((group) => group.map(({ key }) => key))).toEqual([
      ["variables", "name"],
      ["name", "label"],
      ["name", "label"],
    ]);
    expect(variableNames(fields)).toEqual(["a", "b"]);
  });

  it("are found in half-written files, whatever stands in them", () => {
    const cut = fc
      .constantFrom(...shipped)
      .chain(({ text }) =>
        fc.record({ text: fc.constant(text), end: fc.nat(text.length), more: fc.string() }),
      );
    fc.assert(
      fc.property(cut, fc.nat(60), fc.nat(20), ({ text, end, more }, line, character) => {
        const lines = linesOf(text.slice(0, end) + more);
        const fields = frontMatterFields(lines, { line, character });
        for (const field of fields) {
          expect(field.line).toBeLessThan(frontMatterEnd(lines));
          const written = lines[field.line]?.slice(field.column, field.column + field.key.length);
          expect(written).toBe(field.key);
        }
      }),
    );
  });

  it("are none in a text without front matter", () => {
    expect(frontMatterEnd(linesOf("name: x\n---\n"))).toBe(-1);
    expect(frontMatterFields(linesOf("name: x\n---\n"))).toEqual([]);
    expect(frontMatterEnd(linesOf("\uFEFF---\nname: x\n---\n"))).toBe(2);
  });
});
