import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import { TEMPLATE_SUFFIX } from "../core/prompts/templateCatalogue";
import { freeId, isSameId, safeId } from "../core/prompts/templateId";
import type { TemplateLibrary } from "./templateLibrary";

export interface SaveOptions {
  /** The id that is wished for; what cannot be a file's name is made one. Default: the template's own. */
  readonly id?: string;
  /** Whether the file of that id is written over where there is one. Default: a number is put behind the id. */
  readonly mayReplace?: boolean;
  /** Whether it may stand in for another template, for instance Inkling's, of that id. Default: as above. */
  readonly mayOverride?: boolean;
}

/**
 * The user's own template files. VS Code's own file system cannot make a file only where there is none, so this is
 * Node's: the folder is one of the extension's storage, which lies on the disk of the machine that the extension
 * runs on.
 */
export class TemplateFiles {
  constructor(private readonly library: Pick<TemplateLibrary, "all" | "userFolder" | "reread">) {}

  get userFolder(): vscode.Uri {
    return this.library.userFolder;
  }

  /** Of all templates, wherever they are from. */
  async ids(): Promise<readonly string[]> {
    return (await this.library.all()).map(({ id }) => id);
  }

  /** Writes a template into the user's folder, and gives the file. Throws what the disk throws. */
  async save(template: PromptTemplate, options: SaveOptions = {}): Promise<vscode.Uri> {
    const { templateToFile } = await import("../core/prompts/templateToFile");
    return this.saveText(templateToFile(template), { id: template.id, ...options });
  }

  /** The same of a template file's text as somebody wrote it. */
  async saveText(
    text: string,
    { id, mayReplace = false, mayOverride = mayReplace }: SaveOptions & { readonly id: string },
  ): Promise<vscode.Uri> {
    const others = mayOverride ? [] : await this.ids();
    const { fsPath } = this.userFolder;
    await mkdir(fsPath, { recursive: true });
    const names = (await readdir(fsPath)).filter((name) => name.endsWith(TEMPLATE_SUFFIX));
    const taken = names.map((name) => name.slice(0, -TEMPLATE_SUFFIX.length));
    const wish = safeId(id);
    const saved = mayReplace
      ? await replace(fsPath, taken.find((other) => isSameId(other, wish)) ?? wish, text)
      : await create(fsPath, wish, [...taken, ...others], text);
    this.library.reread();
    return vscode.Uri.joinPath(this.userFolder, saved);
  }
}

/** Writes a file that there was not. Gives its name. */
async function create(folder: string, id: string, taken: readonly string[], text: string): Promise<string> {
  const free = freeId(id, taken);
  const name = free + TEMPLATE_SUFFIX;
  try {
    await writeFile(join(folder, name), text, { flag: "wx" });
    return name;
  } catch (error) {
    // Another window was quicker.
    if (isTaken(error)) return create(folder, id, [...taken, free], text);
    await rm(join(folder, name), { force: true }); // half of it, for the disk is full
    throw error;
  }
}

/** By way of another file, so that whoever reads it finds it whole. Gives its name. */
async function replace(folder: string, id: string, text: string): Promise<string> {
  const name = id + TEMPLATE_SUFFIX;
  const draft = join(folder, `${randomUUID()}.tmp`);
  try {
    await writeFile(draft, text);
    await rename(draft, join(folder, name));
    return name;
  } finally {
    await rm(draft, { force: true });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
