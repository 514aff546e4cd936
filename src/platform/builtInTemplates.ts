import * as vscode from "vscode";
import type { Logger } from "../core/common/logger";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import { readTemplates } from "../core/prompts/templateCatalogue";
import { EditorError } from "./editorError";

/** The templates that ship with Inkling, read from disk when first wanted. */
export class BuiltInTemplates {
  #templates: Promise<PromptTemplate[]> | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly logger: Logger,
  ) {}

  /** All of them, sorted by id, in the writer's language where there is a translation. */
  all(): Promise<PromptTemplate[]> {
    const folder = vscode.Uri.joinPath(this.extensionUri, "media", "templates");
    this.#templates ??= readTemplates(
      {
        list: async () => (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name),
        read: async (name) =>
          new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name))),
      },
      vscode.env.language,
      this.logger,
    ).catch((error: unknown) => {
      this.#templates = undefined; // the next one may find the folder readable again
      throw error;
    });
    return this.#templates;
  }

  /** One of them. Throws EditorError "templateMissing". */
  async get(id: string): Promise<PromptTemplate> {
    const template = (await this.all()).find((candidate) => candidate.id === id);
    if (!template) throw new EditorError("templateMissing");
    return template;
  }
}
