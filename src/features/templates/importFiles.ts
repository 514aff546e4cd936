import * as vscode from "vscode";
import { TemplateError } from "../../core/prompts/templateError";
import { parseTemplate } from "../../core/prompts/parseTemplate";
import { MAX_TEMPLATE_BYTES } from "../../core/prompts/templateSize";
import { wordTemplateFault } from "../../platform/templateWording";
import { readArchive } from "./readArchive";

/** Bytes: much more than a thousand prompts, and no more than a moment's work. */
const MAX_ARCHIVE_BYTES = 32 * 1024 * 1024;

/** A template that can be imported. */
export interface ImportedTemplate {
  readonly id: string;
  readonly text: string;
}

/** What was found in the files that the writer chose. */
export interface FoundFiles {
  readonly templates: readonly ImportedTemplate[];
  readonly refused: readonly { readonly fileName: string; readonly reason: string }[];
}

/** Reads template files, and those in zips. What is no template is refused with the reason; nothing is saved. */
export async function readFiles(uris: readonly vscode.Uri[]): Promise<FoundFiles> {
  const templates: ImportedTemplate[] = [];
  const refused: FoundFiles["refused"][number][] = [];
  const take = (path: string, bytes: Uint8Array) => {
    const fileName = lastPart(path);
    const id = fileName.replace(/(\.prompt)?\.md$/i, "");
    const text = textOf(bytes);
    if (text === undefined) {
      refused.push({ fileName, reason: vscode.l10n.t("The file is not written in UTF-8.") });
      return;
    }
    try {
      parseTemplate(id, text);
      templates.push({ id, text });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      refused.push({ fileName, reason: reasonOf(error) });
    }
  };
  for (const uri of uris) {
    const fileName = lastPart(uri.path);
    const isArchive = /\.zip$/i.test(fileName);
    const bytes = await bytesOf(uri, isArchive ? MAX_ARCHIVE_BYTES : MAX_TEMPLATE_BYTES);
    if (typeof bytes === "string") refused.push({ fileName, reason: bytes });
    else if (!isArchive) take(uri.path, bytes);
    else {
      const { files, fault } = await readArchive(bytes, isTemplatePath);
      for (const file of files) {
        if ("bytes" in file) take(file.path, file.bytes);
        else refused.push({ fileName: lastPart(file.path), reason: archivedReason(file.fault) });
      }
      if (fault) refused.push({ fileName, reason: archiveReason(fault) });
      else if (files.length === 0)
        refused.push({ fileName, reason: vscode.l10n.t("There are no templates in it.") });
    }
  }
  return { templates, refused };
}

/** What is in a file, or why that cannot be had. */
async function bytesOf(uri: vscode.Uri, most: number): Promise<Uint8Array | string> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > most) return tooLarge(most);
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    return vscode.l10n.t(
      "The file cannot be read: {0}",
      error instanceof Error ? error.message : String(error),
    );
  }
}

function tooLarge(most: number): string {
  return vscode.l10n.t("The file is too large: {0} KB is the most.", most / 1024);
}

/** Wherever it lies in the archive; what macOS adds to a file is none. */
function isTemplatePath(path: string): boolean {
  return /(?:^|[\\/])[^.\\/][^\\/]*\.prompt\.md$/i.test(path);
}

/** Of a path in an archive, whatever system it is from, only the name is used: files lie side by side. */
function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? "";
}

/** Undefined for what is no UTF-8: saved as if it were, it would be damaged. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function reasonOf(error: TemplateError): string {
  const fault = wordTemplateFault(error);
  return error.line === undefined ? fault : vscode.l10n.t("Line {0}: {1}", error.line, fault);
}

function archivedReason(fault: "tooLarge" | "damaged"): string {
  return fault === "tooLarge" ? tooLarge(MAX_TEMPLATE_BYTES) : vscode.l10n.t("The file is damaged.");
}

function archiveReason(fault: "damaged" | "tooMany"): string {
  return fault === "tooMany"
    ? vscode.l10n.t("There are too many files in it; what came after the first thousand was left out.")
    : vscode.l10n.t("It is damaged, or no zip. What could be read of it was taken.");
}
