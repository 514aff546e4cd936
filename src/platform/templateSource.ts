import { window } from "vscode";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import { worksOnText } from "../core/prompts/templateContext";
import { EditorError } from "./editorError";
import { readSnapshots, type EditorSnapshot, type SourceText } from "./editorSnapshot";

/**
 * What a template works on where it is started beside the editor: what was typed there, else what its scope names in
 * the editor. One that needs no text needs no editor either. Throws EditorError.
 */
export function templateSource(template: PromptTemplate, typed: string): SourceText | EditorSnapshot {
  if (typed !== "") return looseText(typed);
  if (!window.activeTextEditor && !worksOnText(template)) return looseText("");
  const { scope } = template;
  const [source] = scope === "stagedChanges" ? [] : readSnapshots(scope);
  if (!source) throw new EditorError("nothingToWorkOn");
  return source;
}

/** A text that stands in no document: it was typed, or gathered from several. */
function looseText(text: string): SourceText {
  const around = { before: text, paragraph: text, sample: "", document: text };
  return { text, ...around, languageId: "plaintext", fileName: "" };
}
