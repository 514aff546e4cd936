import * as vscode from "vscode";
import type { Logger } from "../core/common/logger";
import type { TemplateSource } from "../core/prompts/libraryTemplate";
import { readTemplateFolder, type ReadFolder, type TemplateFolder } from "../core/prompts/templateCatalogue";
import { isInside } from "./insideFolder";

/** One folder of templates on disk. What was read is kept until it is to be forgotten. */
export class TemplateRoot {
  #all: Promise<ReadFolder> | undefined;
  /** By id: to parse all of a large folder for one takes a third of a second. */
  readonly #single = new Map<string, Promise<ReadFolder>>();

  constructor(
    readonly source: TemplateSource,
    readonly uri: vscode.Uri,
    private readonly logger: Logger,
    /** The folder of the workspace that it is of: links out of that are not followed. */
    private readonly folder?: vscode.Uri,
  ) {}

  /** All of its templates, in the writer's language. What is broken is logged. Throws what the file system throws. */
  all(): Promise<ReadFolder> {
    this.#all ??= this.#readAll().catch((error: unknown) => {
      this.#all = undefined; // the next one may find the folder readable again
      throw error;
    });
    return this.#all;
  }

  /** The same of the template `id` alone, perhaps with a few others; no more files are parsed than needed. */
  one(id: string): Promise<ReadFolder> {
    if (this.#all) return this.#all;
    // With its translations, and with the original of what is itself one.
    const stem = `${id.replace(/\..*$/, "")}.`;
    const known =
      this.#single.get(id) ??
      this.#read((name) => name.startsWith(stem)).catch((error: unknown) => {
        this.#single.delete(id);
        throw error;
      });
    this.#single.set(id, known);
    return known;
  }

  forget(): void {
    this.#all = undefined;
    this.#single.clear();
  }

  async #readAll(): Promise<ReadFolder> {
    const read = await this.#read(() => true);
    for (const { error, line } of read.problems) {
      this.logger.warn(line === undefined ? error.message : `${error.message} (line ${line})`);
    }
    return read;
  }

  #read(isWanted: (fileName: string) => boolean): Promise<ReadFolder> {
    const { fs } = vscode.workspace;
    const at = (fileName: string) => vscode.Uri.joinPath(this.uri, fileName);
    const folder: TemplateFolder = {
      list: async () =>
        (await fs.readDirectory(this.uri))
          .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && isWanted(name))
          .map(([name]) => name),
      size: async (name) => (await fs.stat(at(name))).size,
      read: (name) => this.#textOf(at(name)),
      uri: (name) => at(name).toString(),
    };
    return readTemplateFolder(folder, vscode.env.language, this.source);
  }

  async #textOf(file: vscode.Uri): Promise<string> {
    if (this.folder && !(await isInside(file, this.folder)))
      throw new Error(vscode.l10n.t("It is a link to a place outside of the workspace."));
    const bytes = await vscode.workspace.fs.readFile(file);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      throw new Error(vscode.l10n.t("The file is not written in UTF-8."));
    }
  }
}
