import type { TemplateVariable } from "./promptTemplate";

/** Why an answer is none. */
export type AnswerFault = "empty" | "notANumber" | "tooSmall" | "tooLarge" | "notAChoice";

/** What is wrong with an answer to a variable, if anything is. Of a choice the answer is its value. */
export function answerFault(variable: TemplateVariable, answer: string): AnswerFault | undefined {
  if (answer.trim() === "")
    return variable.type === "text" && variable.optional === true ? undefined : "empty";
  switch (variable.type) {
    case "text":
    case "language":
      return undefined;
    case "choice":
      return variable.allowOther || variable.choices.some(({ value }) => value === answer)
        ? undefined
        : "notAChoice";
    case "number": {
      const number = numberOf(answer);
      if (number === undefined) return "notANumber";
      if (number < (variable.min ?? -Infinity)) return "tooSmall";
      return number > (variable.max ?? Infinity) ? "tooLarge" : undefined;
    }
  }
}

/** The number that was typed, also in the wide digits of Chinese and Japanese keyboards; undefined where it is none. */
export function numberOf(answer: string): number | undefined {
  const typed = answer.normalize("NFKC").replace("\u2212", "-").trim();
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(typed) ? Number(typed) : undefined;
}
