import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import { renderTemplate, type TemplateContext } from "../../../../src/core/prompts/renderTemplate";
import { filesUnder, read } from "../support/repository";
import { material } from "./material";

/**
 * What models are sent for each template, to be read by people: `<id>.<locale>.txt` beside this file. After a change
 * of a template: `npx vitest run --project repo rendered -u`, and read the difference.
 */
const FOLDER = "media/templates";
const LOCALES = { en: "", "zh-cn": ".zh-cn" } as const;
const ids = filesUnder(FOLDER).flatMap((path) => /\/([a-zA-Z]+)\.prompt\.md$/.exec(path)?.[1] ?? []);

/** What is asked with: each choice, one's own words where they are allowed, and with nothing to sample. */
function* asked(template: PromptTemplate, context: TemplateContext): Generator<[string, TemplateContext]> {
  const answers: [string, string][] = template.variables.flatMap((variable) => {
    if (variable.type === "language") return [[variable.name, "French"]];
    if (variable.type === "text")
      return [[variable.name, context.fileName === "信.md" ? "改成问句" : "as a question"]];
    const own = variable.allowOther ? ["as a pirate would say it"] : [];
    return [...variable.choices.map(({ value }) => value), ...own].map((value): [string, string] => [
      variable.name,
      value,
    ]);
  });
  if (answers.length === 0) yield ["", context];
  for (const [name, value] of answers) {
    yield [`, ${name}: ${value}`, { ...context, variables: { [name]: value } }];
  }
  const last = answers.find(([, value]) => value === "documentVoice");
  const variables = last ? { [last[0]]: last[1] } : {};
  const sampled = template.user.includes("{{sample}}") || last !== undefined;
  if (sampled) yield [", without a sample", { ...context, variables, sample: "" }];
}

function written(template: PromptTemplate, context: TemplateContext): string {
  const parts = [...asked(template, context)].map(([how, each]) => {
    const { messages } = renderTemplate(template, each);
    return `=== user${how}\n${messages.map(({ content }) => content).join("\n")}\n`;
  });
  const { system = "", examples = [] } = renderTemplate(template, context);
  const shown = examples.map(({ input, output }) => `=== example\n${input}\n--- answer\n${output}\n`);
  return [`=== system\n${system}\n`, ...parts, ...shown].join("\n");
}

describe.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])("in %s", (locale) => {
  it.each(ids)("%s reads as it was read last", async (id) => {
    const template = parseTemplate(id, read(`${FOLDER}/${id}${LOCALES[locale]}.prompt.md`));
    await expect(written(template, material(template, locale))).toMatchFileSnapshot(`./${id}.${locale}.txt`);
  });
});
