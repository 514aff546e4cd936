import * as vscode from "vscode";
import { memoryNeeded } from "../../core/models/weights/weightsCatalogue";
import { bytesText, languagesText, memoryText } from "./weightsWords";

export interface DownloadFacts {
  readonly name: string;
  readonly bytes: number;
  /** The address of the repository's page. */
  readonly page: string;
  /** In words; undefined where the page names none. */
  readonly licence: string | undefined;
  readonly languages: readonly string[];
  readonly isGated: boolean;
  /** Whether this machine has memory enough. */
  readonly fits: boolean;
}

/** Shows the licence and what the weights need before a byte is fetched. True when the writer wants them. */
export async function confirmDownload(facts: DownloadFacts): Promise<boolean> {
  const download = vscode.l10n.t("Download");
  const openPage = vscode.l10n.t("Open Its Page");
  const message = vscode.l10n.t("Download {0} ({1})?", facts.name, bytesText(facts.bytes));
  const options = { modal: true, detail: detailOf(facts) };
  for (;;) {
    const answer = await vscode.window.showInformationMessage(message, options, download, openPage);
    if (answer !== openPage) return answer === download;
    await vscode.env.openExternal(vscode.Uri.parse(facts.page));
  }
}

function detailOf({ bytes, page, licence, languages, isGated, fits }: DownloadFacts): string {
  const memory = memoryText(memoryNeeded(bytes));
  return [
    licence === undefined
      ? vscode.l10n.t("Its page names no licence. Read it before you use the model at work.")
      : vscode.l10n.t("Licence: {0}", licence),
    ...(languages.length > 0 ? [vscode.l10n.t("Languages: {0}", languagesText(languages))] : []),
    ...(isGated
      ? [vscode.l10n.t("Its terms have to be accepted on its page first, with the account of your key.")]
      : []),
    fits
      ? vscode.l10n.t("Memory: {0}.", memory)
      : vscode.l10n.t(
          "Memory: {0}, which is much for this computer. It may become slow or fail to load.",
          memory,
        ),
    page,
  ].join("\n");
}
