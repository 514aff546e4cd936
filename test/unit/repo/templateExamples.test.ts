import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/core/prompts/parseTemplate";
import type { TemplateExample } from "../../../src/core/prompts/promptTemplate";
import { read } from "./support/repository";

/** Base models do what the examples do, not what the prompt says: so the examples keep to what it says. */
const LOCALES = ["", ".zh-cn"] as const;

const load = (id: string, locale: string) =>
  parseTemplate(id, read(`media/templates/${id}${locale}.prompt.md`));
const lines = ({ output }: TemplateExample) => output.split("\n");
const answer = ({ variables = {} }: TemplateExample, name: string) => variables[name] ?? "";

/** The examples of a template in each language. */
const examples = (id: string) => LOCALES.flatMap((locale) => load(id, locale).examples);
const examplesWith = (id: string, name: string, value: string) =>
  examples(id).filter((example) => answer(example, name) === value);

describe("the examples", () => {
  it.each([
    ["critique", /^(?:"([^"]+)"|“([^”]+)”|„([^“]+)“)[:：]/],
    ["factCheckList", /^- \[ \] (?:"([^"]+)"|“([^”]+)”|„([^“]+)“)[:：]/],
  ])("of %s quote the text's own words", (id, form) => {
    for (const example of examples(id)) {
      for (const line of lines(example)) {
        const quoted = form.exec(line)?.slice(1).find(Boolean);
        expect(quoted, line).toBeDefined();
        expect(example.selection).toContain(quoted);
      }
    }
  });

  it("of factCheckList say where to look, each, and judge nothing", () => {
    for (const line of examples("factCheckList").flatMap(lines)) {
      expect(line).toMatch(/[;；]/);
      expect(line).not.toMatch(/\b(true|false|wrong|correct|falsch|richtig)\b|正确|错误|不实/);
    }
  });

  it.each([
    ["essayOutline", "mainParts", /^- \*\*\d\. /],
    ["tagline", "ideas", /^- /],
    ["interviewQuestions", "questions", /^\d+\. .*[?？]$/],
  ])("of %s give as many %s as are asked for", (id, name, entry) => {
    for (const example of examples(id)) {
      const entries = lines(example).filter((line) => entry.test(line));
      expect(entries.length).toBe(Number(answer(example, name)));
    }
  });

  it("of a lesson plan fill the time from the first minute to the last", () => {
    for (const example of examples("lessonPlan")) {
      const phases = [...example.output.matchAll(/^\| (\d+)–(\d+) \|/gm)].map(([, from, to]) => [from, to]);
      expect(phases.length).toBeGreaterThan(2);
      const starts = [...phases.map(([from]) => from), answer(example, "minutes")];
      expect(starts).toEqual(["0", ...phases.map(([, to]) => to)]);
    }
  });

  it("of an abstract are no longer than was asked for", () => {
    for (const example of examples("abstract")) {
      const units = example.output.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
      expect(units.length).toBeLessThanOrEqual(Number(answer(example, "words")));
    }
  });

  it("of a short post fit into one, and of a caption have their hashtags", () => {
    for (const { output } of examplesWith("socialPost", "network", "short")) {
      expect(output.length).toBeLessThanOrEqual(/\p{Script=Han}/u.test(output) ? 140 : 280);
    }
    for (const { output } of examplesWith("socialPost", "network", "caption")) {
      const tags = output.match(/#[\p{L}\p{N}]+/gu) ?? [];
      expect(tags.length).toBeGreaterThanOrEqual(3);
      expect(tags.length).toBeLessThanOrEqual(5);
    }
  });

  it("of taglines are short", () => {
    for (const line of examples("tagline").flatMap(lines)) {
      const units = line.match(/\p{Script=Han}|[\p{L}\p{N}']+/gu) ?? [];
      expect(units.length).toBeLessThanOrEqual(/\p{Script=Han}/u.test(line) ? 15 : 8);
    }
  });

  it.each([
    ["a2", 10, 15],
    ["b1", 15, 25],
  ])(
    "for language learners at %s keep to %i words, or %i characters, a sentence",
    (level, words, characters) => {
      const shown = examplesWith("simplifyForLanguageLearners", "learnerLevel", level);
      expect(shown.length).toBeGreaterThan(0);
      for (const { output } of shown) {
        const [text = ""] = output.split("\n\n");
        for (const sentence of text.split(/(?<=[.!?。！？])\s*/)) {
          const most = /\p{Script=Han}/u.test(sentence) ? characters : words;
          const units = sentence.match(/\p{Script=Han}|[\p{L}\p{N}'’]+/gu) ?? [];
          expect(units.length, sentence).toBeLessThanOrEqual(most);
        }
      }
    },
  );
});
