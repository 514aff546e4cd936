import type { PromptTemplate } from "../core/prompts/promptTemplate";
import type { TemplateInput } from "../core/prompts/templateContext";
import { EditorError } from "./editorError";
import { readSnapshots, type EditorSnapshot } from "./editorSnapshot";

/** A text that stands in no document: it was typed, or gathered from several. */
export type LooseText = Omit<TemplateInput, "variables">;

/**
 * What a template works on where it is started beside the editor: what was typed there, else what its scope names in
 * the editor. Throws EditorError.
 */
export function templateSource(
  { scope }: Pick<PromptTemplate, "scope">,
  typed: string,
): LooseText | EditorSnapshot {
  if (typed !== "") return looseText(typed);
  const [source] = scope === "stagedChanges" ? [] : readSnapshots(scope);
  if (!source) throw new EditorError("nothingToWorkOn");
  return source;
}

function looseText(text: string): LooseText {
  return { text, before: text, paragraph: text, sample: "", languageId: "plaintext", fileName: "" };
}
