import type { PromptTemplate, TemplateVariable } from "../../core/prompts/promptTemplate";
import { languageNamed } from "./languageName";

/** What the text after a slash command says. */
export interface PromptAnswers {
  /** Answers to some of the template's variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** What is left: the text to work on; empty where there is none. */
  readonly text: string;
}

/** What stands before the first colon of the first line, and what after it. */
const HEAD = /^([^\n:：]+)[:：]([\s\S]*)$/;

/**
 * Reads "French", "to French: the text" or "haiku: the first snow": answers to the template's choices and languages,
 * alone or before a colon, by any of their names. Everything else is the text to work on.
 *
 * @param locale the editor's language, in which the names are known too
 */
export function promptAnswers(
  { variables }: Pick<PromptTemplate, "variables">,
  prompt: string,
  locale: string,
): PromptAnswers {
  const whole = prompt.trim();
  const [, head = whole, rest = ""] = HEAD.exec(whole) ?? [];
  for (const [said, text] of [
    [whole, ""],
    [head, rest],
  ] as const) {
    for (const variable of variables) {
      const answer = answerNamed(variable, said, locale);
      if (answer !== undefined) return { variables: { [variable.name]: answer }, text: text.trim() };
    }
  }
  return { variables: {}, text: whole };
}

function answerNamed(variable: TemplateVariable, said: string, locale: string): string | undefined {
  if (variable.type === "language") return languageNamed(said, locale);
  if (variable.type !== "choice") return undefined;
  const wanted = said.trim().toLowerCase();
  return variable.choices.find(({ value, label }) =>
    [value, label].some((name) => name.toLowerCase() === wanted),
  )?.value;
}
