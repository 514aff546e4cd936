import * as vscode from "vscode";
import { ModelError } from "../../core/models/modelError";
import { diskFreeBytes, downloadWeights, totalBytes } from "../../core/models/weights/downloadWeights";
import { weightsPath } from "../../core/models/weights/ggufFiles";
import type { Hub } from "../../core/models/weights/hubGet";
import { readRepository, repositoryPage, type HubRepository } from "../../core/models/weights/hubRepository";
import {
  fitsInto,
  kindByName,
  recommendFor,
  type RecommendedWeights,
} from "../../core/models/weights/weightsCatalogue";
import { deleteWeights, listWeights, type StoredWeights } from "../../core/models/weights/weightsFolder";
import type { WeightsDownload } from "../../core/models/weights/weightsRecord";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { ConfiguredModels } from "../../platform/configuredModels";
import { isCancellation } from "../../platform/errorReporter";
import { cancellableProgress } from "../../platform/progress";
import { askRepository, askWeights } from "./askRepository";
import { confirmDownload } from "./confirmDownload";
import { DownloadedModels } from "./downloadedModels";
import { showDownload } from "./downloadProgress";
import { firstFile, pickWeights, type WeightsAction } from "./weightsList";
import { licenceText } from "./weightsWords";

export interface WeightsCommandsParts {
  readonly configuration: Pick<Configuration, "settings" | "update">;
  readonly configured: Pick<ConfiguredModels, "add" | "remove">;
  /** The address of the Hub or of a mirror. */
  readonly hubUrl: () => string;
  /** The writer's token for that very address: a mirror never gets the Hub's. */
  readonly key: (hubUrl: string) => Promise<string | undefined>;
  /** The folder for weights; it need not be there yet. */
  readonly folder: string;
  /** Bytes of memory of this machine. */
  readonly memoryBytes: number;
}

/** Milliseconds before the first new try after a dropped connection. */
const BACKOFF_MS = 1000;

/** Getting weights from the Hub onto this machine, and away again. */
export class WeightsCommands {
  readonly #models: DownloadedModels;
  /** First files of what this window is downloading now. */
  readonly #running = new Set<string>();

  constructor(
    commands: CommandRegistry,
    private readonly parts: WeightsCommandsParts,
  ) {
    this.#models = new DownloadedModels(parts.configuration, parts.configured);
    commands.register("downloadModel", () => this.#open());
  }

  async #open(): Promise<void> {
    let action: WeightsAction | undefined;
    do {
      const { stored, unfinished } = await listWeights(this.parts.folder);
      const paused = unfinished.filter(({ download }) => !this.#running.has(firstFile(download)));
      action = await pickWeights({ stored, unfinished: paused }, recommendFor(this.parts.memoryBytes));
      if (action) await this.#do(action);
    } while (action?.kind === "delete"); // and the list again, as it is now
  }

  async #do(action: WeightsAction): Promise<void> {
    switch (action.kind) {
      case "use":
        return this.#offer(
          action.weights.name,
          kindByName(action.weights.repo, action.weights.name),
          action.weights.path,
        );
      case "resume":
        return this.#download(action.download);
      case "recommended":
        return this.#getRecommended(action.entry);
      case "other":
        return this.#getOther();
      case "delete":
        return this.#delete(action.weights);
    }
  }

  async #getRecommended(entry: RecommendedWeights): Promise<void> {
    const { repo, file, kind } = entry;
    const repository = await this.#read(repo);
    const weights = repository.weights.find(({ files }) => files[0]?.path === file);
    if (!weights) throw new ModelError("notFound", { subject: `${repo}/${file}` });
    await this.#confirm({ repo, name: entry.title, kind, files: [...weights.files] }, repository, entry);
  }

  async #getOther(): Promise<void> {
    const repo = await askRepository();
    if (repo === undefined) return;
    const repository = await this.#read(repo);
    const weights = await askWeights(repository);
    if (!weights) return;
    const { name, files } = weights;
    await this.#confirm({ repo, name, kind: kindByName(repo, name), files: [...files] }, repository);
  }

  #read(repo: string): Promise<HubRepository> {
    const controller = new AbortController();
    const title = vscode.l10n.t("Asking the Hub about {0}", repo);
    return cancellableProgress(title, controller, readRepository(repo, this.#hub(), controller.signal));
  }

  /** What the Hub says of size and terms, with the words of the short list where the weights are on it. */
  async #confirm(
    download: WeightsDownload,
    repository: HubRepository,
    entry?: RecommendedWeights,
  ): Promise<void> {
    const bytes = totalBytes(download.files);
    const isWanted = await confirmDownload({
      name: download.name,
      bytes,
      page: repositoryPage(this.#hub(), download.repo),
      licence: entry ? licenceText(entry) : repository.licence,
      languages: entry?.languages ?? repository.languages,
      isGated: repository.isGated,
      fits: fitsInto(this.parts.memoryBytes, bytes),
    });
    if (isWanted) await this.#download(download);
  }

  async #download(download: WeightsDownload): Promise<void> {
    const { name, kind, repo, files } = download;
    const id = firstFile(download);
    if (this.#running.has(id)) {
      void vscode.window.showInformationMessage(vscode.l10n.t("{0} is already being downloaded.", name));
      return;
    }
    this.#running.add(id);
    const ports = { hub: this.#hub(), freeBytes: diskFreeBytes, backoffMs: BACKOFF_MS };
    try {
      await showDownload(vscode.l10n.t("Downloading {0}; Cancel pauses it", name), (signal) =>
        downloadWeights(download, this.parts.folder, ports, signal),
      );
    } catch (error) {
      if (!isCancellation(error)) throw error;
      void vscode.window.showInformationMessage(
        vscode.l10n.t("{0} is paused. Run Download a Local Model to go on.", name),
      );
      return;
    } finally {
      this.#running.delete(id);
    }
    await this.#offer(name, kind, weightsPath(this.parts.folder, repo, files[0]?.path ?? ""));
  }

  /** Adds the model to the settings and offers to choose it. */
  async #offer(wanted: string, kind: WeightsDownload["kind"], path: string): Promise<void> {
    const name = await this.#models.add({ name: wanted, kind, path });
    const use =
      kind === "base" ? vscode.l10n.t("Use It for Ghost Text") : vscode.l10n.t("Use It for Everything");
    const message = vscode.l10n.t('The model "{0}" is on this computer and in your settings.', name);
    if ((await vscode.window.showInformationMessage(message, use)) === use)
      await this.#models.use(name, kind);
  }

  async #delete(weights: Pick<StoredWeights, "name" | "repo" | "files">): Promise<void> {
    const { folder } = this.parts;
    const remove = vscode.l10n.t("Delete");
    const message = vscode.l10n.t("Delete {0} from this computer?", weights.name);
    const detail = vscode.l10n.t("Models in your settings that use it are removed, too.");
    const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, remove);
    if (answer !== remove) return;
    await deleteWeights(folder, weights);
    await this.#models.remove(weightsPath(folder, weights.repo, weights.files[0]?.path ?? ""));
  }

  #hub(): Hub {
    const url = this.parts.hubUrl().replace(/\/+$/, "");
    return { url, key: () => this.parts.key(url) };
  }
}
