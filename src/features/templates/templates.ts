import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { LibraryTemplate } from "../../core/prompts/libraryTemplate";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Glossary } from "../../platform/glossary";
import type { TemplateFiles } from "../../platform/templateFiles";
import type { TemplateLibrary } from "../../platform/templateLibrary";
import { canDelete, deleteTemplate } from "./deleteTemplate";
import { duplicate, fileToEdit } from "./editTemplate";
import { exportFolder, exportTemplate } from "./exportTemplates";
import { openGlossary } from "./glossaryFile";
import { pickProblem, pickTemplate } from "./pickTemplate";
import { TemplateHelp } from "./templateHelp";

export interface TemplatesParts {
  readonly library: Pick<TemplateLibrary, "contents" | "find" | "reread" | "userFolder">;
  readonly files: Pick<TemplateFiles, "ids" | "saveText" | "userFolder">;
  readonly glossary: Pick<Glossary, "places">;
  readonly extensionUri: vscode.Uri;
}

/** Making, changing, sharing and deleting template files. */
export class Templates implements Disposable {
  readonly #store = new DisposableStore();

  constructor(
    commands: CommandRegistry,
    private readonly parts: TemplatesParts,
  ) {
    this.#store.add(new TemplateHelp(parts.extensionUri));
    const { files, library, glossary } = parts;
    const { l10n } = vscode;
    commands.register("newTemplate", async () => {
      const { newTemplateFile } = await import("./newTemplateFile");
      await open(await newTemplateFile(files));
      library.reread(); // of a workspace's folder, too, which may not be watched
    });
    commands.register("editTemplate", async (id) => {
      const found = await this.#find(id, l10n.t("Edit a Template"));
      if (found) await open(await fileToEdit(found, files));
    });
    commands.register("duplicateTemplate", async (id) => {
      const found = await this.#find(id, l10n.t("Duplicate a Template"));
      if (found) await open(await duplicate(found, files));
    });
    commands.register("deleteTemplate", async (id) => {
      const found = await this.#find(id, l10n.t("Delete a Template"), canDelete);
      if (found && (await deleteTemplate(found))) library.reread();
    });
    commands.register("exportTemplate", async (id) => {
      const found = await this.#find(id, l10n.t("Export a Template"));
      if (found) await exportTemplate(found);
    });
    commands.register("exportTemplates", () => exportFolder(library.userFolder));
    commands.register("importTemplates", async () => {
      const { importTemplates } = await import("./importTemplates");
      await importTemplates(parts);
    });
    commands.register("showTemplateProblem", (uri) => this.#showProblem(uri));
    commands.register("openTemplateFolder", () => this.#openFolder());
    commands.register("editGlossary", async () => open(await openGlossary(glossary)));
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** The template that is named, or else the one that the writer chooses. Throws EditorError "templateMissing". */
  async #find(
    id: unknown,
    title: string,
    isOffered: (found: LibraryTemplate) => boolean = () => true,
  ): Promise<LibraryTemplate | undefined> {
    if (typeof id !== "string") {
      const { templates } = await this.parts.library.contents();
      return pickTemplate(templates.filter(isOffered), title);
    }
    return this.parts.library.find(id);
  }

  /** Only what the library found is opened, whatever address is given. */
  async #showProblem(uri: unknown): Promise<void> {
    const { problems } = await this.parts.library.contents();
    if (problems.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("All templates can be used."));
      return;
    }
    const problem = problems.find((one) => one.uri === uri) ?? (await pickProblem(problems));
    if (problem) await open(vscode.Uri.parse(problem.uri), problem.line);
  }

  async #openFolder(): Promise<void> {
    const { userFolder } = this.parts.library;
    await vscode.workspace.fs.createDirectory(userFolder);
    const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
    if (isHere) await vscode.commands.executeCommand("revealFileInOS", userFolder);
    else await vscode.commands.executeCommand("vscode.openFolder", userFolder, { forceNewWindow: true });
  }
}

/** @param line the first is 1 */
async function open(file: vscode.Uri | undefined, line = 1): Promise<void> {
  if (!file) return;
  const start = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), {
    preview: false,
    ...(line > 1 && { selection: new vscode.Range(start, start) }),
  });
}
