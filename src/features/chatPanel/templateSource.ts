import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import type { TemplateInput } from "../../core/prompts/templateContext";
import { EditorError } from "../../platform/editorError";
import { readSnapshots } from "../../platform/editorSnapshot";

/** What a template from the gallery works on: the composer's text, else what its scope names in the editor. Throws EditorError. */
export function templateSource({ scope }: PromptTemplate, typed: string): Omit<TemplateInput, "variables"> {
  if (typed !== "") {
    return {
      text: typed,
      before: typed,
      paragraph: typed,
      sample: "",
      languageId: "plaintext",
      fileName: "",
    };
  }
  const [source] = scope === "stagedChanges" ? [] : readSnapshots(scope);
  if (!source) throw new EditorError("nothingToWorkOn");
  return source;
}
