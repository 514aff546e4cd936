import * as vscode from "vscode";
import { isMap, isScalar, parseDocument } from "yaml";
import { splitFile } from "../../core/prompts/frontMatterYaml";
import type { LibraryTemplate } from "../../core/prompts/libraryTemplate";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { templateToFile } from "../../core/prompts/templateToFile";
import { withLineEnding } from "../../core/text/lineEnding";

/**
 * A template's file as it stands, with its comments; of one of VS Code's own prompt files, a template file that asks
 * the same.
 *
 * @param name what it is to be called; default: as it is
 */
export async function templateText(
  { template, source, uri }: LibraryTemplate,
  name: string = template.name,
): Promise<string> {
  if (source === "vscode") return templateToFile({ ...template, name });
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
  const text = new TextDecoder().decode(bytes);
  return name === template.name ? text : renamed(text, name, template);
}

/** The text with another name in its front matter, and nothing else changed. */
function renamed(text: string, name: string, template: PromptTemplate): string {
  const unix = withLineEnding(text, "\n");
  const { yaml = "" } = splitFile(unix) ?? {};
  const { contents } = parseDocument(yaml);
  const value = isMap(contents) ? contents.get("name", true) : undefined;
  const [start, end] = (isScalar(value) ? value.range : undefined) ?? [];
  if (start === undefined || end === undefined) return templateToFile({ ...template, name });
  // A text over several lines ends with a line break.
  const lineBreak = yaml.slice(start, end).endsWith("\n") ? "\n" : "";
  const other = yaml.slice(0, start) + JSON.stringify(name) + lineBreak + yaml.slice(end);
  return unix.replace(yaml, () => other);
}
