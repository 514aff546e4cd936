import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import type { PromptTemplate, TemplateVariable } from "../../../../src/core/prompts/promptTemplate";
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

/**
 * Every answer that makes a difference: each choice, and the writer's own words where they are allowed; of a text
 * what the first example says.
 */
function answers(variable: TemplateVariable, { examples }: PromptTemplate): readonly string[] {
  switch (variable.type) {
    case "language":
      return ["French"];
    case "number":
      return [String(variable.max ?? variable.default)];
    case "text":
      return [examples[0]?.variables?.[variable.name] ?? "as a question"];
    case "choice": {
      const own = variable.allowOther ? ["as a pirate would say it"] : [];
      return [...variable.choices.map(({ value }) => value), ...own];
    }
  }
}

/** What is asked with, under a name: each answer, and no sample where there could be one. */
function asked(template: PromptTemplate, context: TemplateContext): [string, TemplateContext][] {
  const all = template.variables.flatMap((variable) =>
    answers(variable, template).map((answer): [string, TemplateContext] => [
      `, ${variable.name}: ${answer}`,
      { ...context, variables: { [variable.name]: answer } },
    ]),
  );
  const each: [string, TemplateContext][] = all.length === 0 ? [["", context]] : all;
  const sampled = each.filter(([, own]) => userMessage(template, own).includes(own.sample));
  const bare = sampled.map(([how, own]): [string, TemplateContext] => [
    `${how}, without a sample`,
    { ...own, sample: "" },
  ]);
  return [...each, ...bare];
}

function userMessage(template: PromptTemplate, context: TemplateContext): string {
  return renderTemplate(template, context)
    .messages.map(({ content }) => content)
    .join("\n");
}

function written(template: PromptTemplate, context: TemplateContext): string {
  const parts = asked(template, context).map(
    ([how, each]) => `=== user${how}\n${userMessage(template, each)}\n`,
  );
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
