/**
 * `media/template.schema.json` is made here, out of the checks of the front matter and the words of the editor's help:
 * `npx vitest run --project host templateSchema -u` writes it anew.
 */
import { toJsonSchema } from "@valibot/to-json-schema";
import Ajv from "ajv";
import fc from "fast-check";
import { format, resolveConfig } from "prettier";
import * as v from "valibot";
import { parse } from "yaml";
import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { splitFile } from "../../../../../src/core/prompts/frontMatterYaml";
import { frontMatterSchema, TEMPLATE_FIELDS } from "../../../../../src/core/prompts/templateSchema";
import { fieldWords } from "../../../../../src/features/templates/fieldWords";
import { resetVscode } from "../../../../fakes/vscode";
import { extensionUri } from "../../support/testHost";

const FILE = `${extensionUri.fsPath}/media/template.schema.json`;

interface Node {
  properties?: Record<string, Node>;
  items?: Node;
  oneOf?: Node[];
  description?: string;
}

/** Puts the words beside every field. */
function describeFields(node: Node, path: readonly string[] = []): Node {
  const { properties, items, oneOf, ...rest } = node;
  const described = (inside: Node, more: readonly string[]) => {
    const description = fieldWords(more.join("."));
    return { ...(description !== undefined && { description }), ...describeFields(inside, more) };
  };
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inside]) => [name, described(inside, [...path, name])]),
      ),
    }),
    ...(items && { items: describeFields(items, path) }),
    ...(oneOf && { oneOf: oneOf.map((one) => describeFields(one, path)) }),
  };
}

async function madeSchema(): Promise<string> {
  // Checks of one field by another are more than JSON Schema can say.
  const made = toJsonSchema(frontMatterSchema, { typeMode: "input", errorMode: "ignore" });
  const { $schema, ...schema } = describeFields(made as Node) as Node & { $schema: string };
  const text = JSON.stringify({ $schema, title: "Inkling template", ...schema });
  return format(text, { ...(await resolveConfig(FILE)), filepath: FILE });
}

const frontMatters = readdirSync(`${extensionUri.fsPath}/media/templates`).map((name) => {
  const text = readFileSync(`${extensionUri.fsPath}/media/templates/${name}`, "utf8");
  return { name, value: parse(splitFile(text)?.yaml ?? "") as Record<string, unknown> };
});

beforeEach(resetVscode);

const accepts = new Ajv().compile(JSON.parse(readFileSync(FILE, "utf8")) as object);
/** What the checks find, without those that look at one field by another. */
const isAccepted = (value: unknown) => {
  const result = v.safeParse(frontMatterSchema, value);
  return result.success || result.issues.every(({ type }) => type === "check");
};

describe("the JSON schema of templates", () => {
  it("is what the checks make of themselves", async () => {
    await expect(await madeSchema()).toMatchFileSnapshot(FILE);
  });

  it("has words for every field that there is", () => {
    for (const [outer, fields] of Object.entries(TEMPLATE_FIELDS)) {
      const path = outer === "choices" ? "variables.choices." : outer === "" ? "" : `${outer}.`;
      const silent = fields.filter((field) => fieldWords(path + field) === undefined);
      expect([outer, silent]).toEqual([outer, []]);
    }
    expect(fieldWords("variables.colour")).toBeUndefined();
    expect(fieldWords("colour")).toBeUndefined();
  });

  it.each(frontMatters)("takes $name, as the checks do", ({ value }) => {
    expect(accepts(value)).toBe(true);
    expect(isAccepted(value)).toBe(true);
  });

  it("says the same as the checks of what is broken in any one place", () => {
    const verdicts = new Set<boolean>();
    const wrong = fc.constantFrom<unknown>(
      0,
      -1,
      1.5,
      3,
      "",
      "x",
      "No/Name",
      true,
      null,
      [],
      ["x"],
      {},
      { x: 1 },
    );
    const anywhere = fc.constantFrom(...frontMatters).chain(({ value }) =>
      fc.record({
        value: fc.constant(value),
        path: fc.constantFrom(...paths(value)),
        what: fc.oneof(wrong, fc.constant(undefined)),
        extra: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(anywhere, ({ value, path, what, extra }) => {
        // To valibot a list is a mapping whose names are numbers; where one is empty, nothing is said by it.
        fc.pre(extra || !Array.isArray(what) || !isMapping(at(value, path)));
        const broken = structuredClone(value);
        put(broken, extra ? [...path.slice(0, -1), "lable"] : path, what);
        verdicts.add(isAccepted(broken));
        expect(accepts(broken)).toBe(isAccepted(broken));
      }),
      { numRuns: 1500 },
    );
    expect(verdicts).toEqual(new Set([true, false]));
  });
});

type Path = readonly (string | number)[];

/** Where something stands in a value, at every depth. */
function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [path];
  const inside = Array.isArray(value)
    ? value.flatMap((item, i) => paths(item, [...path, i]))
    : Object.entries(value).flatMap(([key, item]) => paths(item, [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((around, step) => (around as Record<string | number, unknown>)[step], value);
}

function isMapping(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Puts `what` at a place, or takes away what stands there. */
function put(value: unknown, path: Path, what: unknown): void {
  const around = at(value, path.slice(0, -1)) as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (what !== undefined || Array.isArray(around)) around[last] = what ?? null;
  else Reflect.deleteProperty(around, last);
}
