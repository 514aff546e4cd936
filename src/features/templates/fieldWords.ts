import { l10n } from "vscode";
import { nameWords } from "./nameWords";

/**
 * What a field of a template's front matter is for; undefined for one that there is not.
 *
 * @param path the field's name after those that it stands in, as in "variables.choices.value"
 */
export function fieldWords(path: string): string | undefined {
  const [outer = "", ...inside] = path.split(".");
  const field = inside.join(".");
  if (field === "") return ownField(outer);
  if (outer === "variables") return variableField(field);
  if (outer === "generation") return generationField(field);
  return outer === "examples" ? exampleField(field) : undefined;
}

function ownField(name: string): string | undefined {
  const words: Record<string, string> = {
    name: l10n.t("What the template is called in menus and lists."),
    description: l10n.t("What it does, in a sentence or two."),
    icon: l10n.t("The picture beside its name: one of VS Code’s icons."),
    category: l10n.t("The part of the gallery that it stands in."),
    languages: l10n.t(
      "The kinds of document that it is offered in, as VS Code calls them; all of them where this is left out.",
    ),
    modelKind: l10n.t("The kind of model that it is written for; any where this is left out."),
    target: l10n.t("Where the answer goes."),
    otherTargets: l10n.t("Where the answer may go instead, if you say so when you run it."),
    scope: l10n.t("What it works on."),
    style: l10n.t("How models are asked."),
    variables: l10n.t(
      "What you are asked for before it runs. The prompt names each answer in double braces.",
    ),
    maxTokens: l10n.t(
      "How long an answer may become, in tokens. A token is about three quarters of an English word, or one Chinese character. Of a long text that is changed, as long an answer is taken by itself.",
    ),
    temperature: l10n.t(
      "How freely the model chooses its words: 0 keeps to the likeliest, more than 1 seldom makes sense.",
    ),
    generation: l10n.t(
      "How the answer is drawn, in the words of Hugging Face. Comes before maxTokens and temperature.",
    ),
    examples: l10n.t("Texts with good answers to them, from which simple models learn what is wanted."),
  };
  return ownWords(words, name);
}

function variableField(name: string): string | undefined {
  const words: Record<string, string> = {
    name: l10n.t("What the prompt calls the answer: letters and digits, beginning with a small letter."),
    label: l10n.t("The question, as you read it before the template runs."),
    placeholder: l10n.t("A hint in the empty field."),
    default: l10n.t("The answer that is offered first. Of a choice it is one of the values."),
    type: l10n.t("What kind of answer is asked for; a text where this is left out."),
    optional: l10n.t("Whether the answer may be empty."),
    min: l10n.t("The least that may be answered."),
    max: l10n.t("The most that may be answered."),
    choices: l10n.t("What can be chosen; at least one."),
    "choices.value": l10n.t("What names the choice in key bindings; each only once."),
    "choices.label": l10n.t("What you choose by."),
    "choices.text": l10n.t(
      "What stands in the prompt for this choice. It may name the same things as the prompt, but no choice.",
    ),
    allowOther: l10n.t("Whether something else may be typed instead."),
  };
  return ownWords(words, name);
}

function generationField(name: string): string | undefined {
  const words: Record<string, string> = {
    max_new_tokens: l10n.t("How long an answer may become, in tokens, however long the text is."),
    do_sample: l10n.t("Whether chance plays a part; without it the likeliest words are taken."),
    top_k: l10n.t("Out of how many of the likeliest words the next one is taken; 0 for all."),
    top_p: l10n.t("Out of which share of the likeliest words the next one is taken, from 0 to 1."),
    temperature: l10n.t(
      "How freely the model chooses its words: 0 keeps to the likeliest, more than 1 seldom makes sense.",
    ),
    repetition_penalty: l10n.t("How much words that were already used are avoided; 1 is not at all."),
    seed: l10n.t("With the same number comes the same answer, as far as a model can keep to that."),
    stop: l10n.t("The answer ends before any of these texts."),
  };
  return ownWords(words, name);
}

function exampleField(name: string): string | undefined {
  switch (name) {
    case "selection":
      return l10n.t("The text that is worked on in the example.");
    case "output":
      return l10n.t("A good answer to it.");
    case "variables":
      return l10n.t("The answers to the template’s own variables; their defaults where this is left out.");
    default:
      return nameWords(name);
  }
}

/** Without what every object has: somebody may write "constructor". */
function ownWords(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
