import * as vscode from "vscode";
import { isRepository, type WeightsFiles } from "../../core/models/weights/ggufFiles";
import type { HubFile, HubRepository } from "../../core/models/weights/hubRepository";
import { memoryNeeded } from "../../core/models/weights/weightsCatalogue";
import { bytesText, languagesText, memoryText } from "./weightsWords";

/** "owner/name" as typed or out of the address of a page; undefined when the writer leaves. */
export async function askRepository(): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Repository with GGUF files on the Hugging Face Hub"),
    prompt: vscode.l10n.t("Its owner and name, or the address of its page."),
    placeHolder: "owner/name",
    ignoreFocusOut: true,
    validateInput: (value) =>
      repositoryIn(value) === undefined ? vscode.l10n.t("This should read owner/name.") : undefined,
  });
  return typed === undefined ? undefined : repositoryIn(typed);
}

/** Undefined when the text names no repository. */
export function repositoryIn(text: string): string | undefined {
  const path = text.trim().replace(/^https?:\/\/[^/]+\//, "");
  const repo = path.split(/[/?#]/).slice(0, 2).join("/");
  return isRepository(repo) ? repo : undefined;
}

/** One of a repository's weights; undefined when it has none or the writer leaves. */
export async function askWeights(repository: HubRepository): Promise<WeightsFiles<HubFile> | undefined> {
  const { repo, weights, licence, languages } = repository;
  if (weights.length === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} has no GGUF files that Inkling could use.", repo),
    );
    return undefined;
  }
  const about = [licence, languagesText(languages)].filter(Boolean).join(" · ");
  const items = weights.map((one) => ({
    label: one.name,
    description: bytesText(one.bytes),
    detail: memoryText(memoryNeeded(one.bytes)),
    weights: one,
  }));
  const title = about === "" ? repo : `${repo} · ${about}`;
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.weights;
}
