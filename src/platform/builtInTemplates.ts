import * as vscode from "vscode";
import type { Logger } from "../core/common/logger";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import { readTemplates, type TemplateFolder } from "../core/prompts/templateCatalogue";
import { EditorError } from "./editorError";

/** The templates that ship with Inkling, read from disk when first wanted. */
export class BuiltInTemplates {
  readonly #folder: vscode.Uri;
  #all: Promise<PromptTemplate[]> | undefined;
  /** By id: to parse all of them for one takes a third of a second. */
  readonly #single = new Map<string, Promise<PromptTemplate | undefined>>();

  constructor(
    extensionUri: vscode.Uri,
    private readonly logger: Logger,
  ) {
    this.#folder = vscode.Uri.joinPath(extensionUri, "media", "templates");
  }

  /** All of them, sorted by id, in the writer's language where there is a translation. */
  all(): Promise<PromptTemplate[]> {
    this.#all ??= this.#read(() => true).catch((error: unknown) => {
      this.#all = undefined; // the next one may find the folder readable again
      throw error;
    });
    return this.#all;
  }

  /** One of them; no other is parsed. Throws EditorError "templateMissing". */
  async get(id: string): Promise<PromptTemplate> {
    const known = this.#single.get(id) ?? this.#readOne(id);
    this.#single.set(id, known);
    const template = await known.catch((error: unknown) => {
      this.#single.delete(id);
      throw error;
    });
    if (!template) throw new EditorError("templateMissing");
    return template;
  }

  async #readOne(id: string): Promise<PromptTemplate | undefined> {
    if (this.#all) return (await this.#all).find((template) => template.id === id);
    // With its translations, and with the original of what is itself one.
    const stem = `${id.replace(/\..*$/, "")}.`;
    return (await this.#read((name) => name.startsWith(stem))).find((template) => template.id === id);
  }

  #read(isWanted: (fileName: string) => boolean): Promise<PromptTemplate[]> {
    const { fs } = vscode.workspace;
    const folder: TemplateFolder = {
      list: async () => (await fs.readDirectory(this.#folder)).map(([name]) => name).filter(isWanted),
      read: async (name) =>
        new TextDecoder().decode(await fs.readFile(vscode.Uri.joinPath(this.#folder, name))),
    };
    return readTemplates(folder, vscode.env.language, this.logger);
  }
}
