import * as vscode from "vscode";
import type { LibraryTemplate } from "../../core/prompts/libraryTemplate";
import { wordTemplateSource } from "../../platform/templateWording";

/** The template that is meant, and the rest of what was typed. */
export interface NamedTemplate {
  readonly id: string;
  readonly prompt: string;
}

/**
 * Reads a template's name or id at the start of `prompt`, whatever its capitals: the longest that fits. Where there is
 * none the writer is asked, and all of it is left; undefined when they leave.
 */
export async function namedTemplate(
  templates: readonly LibraryTemplate[],
  prompt: string,
): Promise<NamedTemplate | undefined> {
  const typed = prompt.trim();
  let best = { id: "", length: 0 };
  for (const { template } of templates) {
    for (const name of [template.name, template.id]) {
      if (name.length > best.length && begins(typed, name)) best = { id: template.id, length: name.length };
    }
  }
  if (best.length > 0) return { id: best.id, prompt: typed.slice(best.length).replace(/^\s*[:：]?\s*/, "") };
  const id = await pickTemplate(templates);
  return id === undefined ? undefined : { id, prompt: typed };
}

/** Whether `text` begins with these words and not in the middle of one. */
function begins(text: string, words: string): boolean {
  const start = text.slice(0, words.length);
  const next = text.charAt(words.length);
  return start.toLowerCase() === words.toLowerCase() && (next === "" || /[\s:：]/.test(next));
}

async function pickTemplate(templates: readonly LibraryTemplate[]): Promise<string | undefined> {
  const items = templates.map(({ template: { id, icon, name, description }, source }) => ({
    ...{ id, label: `$(${icon}) ${name}`, description },
    ...(source !== "extension" && { detail: wordTemplateSource(source) }),
  }));
  const title = vscode.l10n.t("Which template?");
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen?.id;
}
