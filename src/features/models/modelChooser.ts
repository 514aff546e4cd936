import * as vscode from "vscode";
import { DisposableStore } from "../../core/common/disposable";
import type { ModelFacts } from "../../core/models/catalogue/modelFacts";
import type { EditorModel, EditorModels } from "../../core/models/editorModels";
import { modelAddress } from "../../core/models/modelAddress";
import { DEMO_MODEL, type ModelSettings } from "../../core/settings/settings";
import type { ModelAccess } from "../../platform/modelAccess";
import type { ModelServers } from "../../platform/modelServers";
import { modelItem } from "./modelItems";

/** What the writer chose in the list. */
export type Choice =
  | { readonly kind: "configured" | "found"; readonly model: ModelSettings }
  | { readonly kind: "details"; readonly model: ModelSettings }
  | { readonly kind: "add" | "download" };

export interface ModelChooserParts {
  readonly models: Pick<ModelAccess, "list">;
  readonly facts: (model: ModelSettings) => Promise<ModelFacts>;
  readonly editorModels: Pick<EditorModels, "list">;
  readonly servers: Pick<ModelServers, "discover">;
}

type Item = vscode.QuickPickItem & { readonly choice?: Choice };

/** The list of every model: configured, found on this machine, offered by VS Code. It fills while it is shown. */
export class ModelChooser {
  constructor(private readonly parts: ModelChooserParts) {}

  /** Undefined when the writer left. `current` is marked. */
  async choose(placeholder: string, current: string | undefined): Promise<Choice | undefined> {
    const store = new DisposableStore();
    const pick = store.add(vscode.window.createQuickPick<Item>());
    const left = new AbortController();
    store.add({ dispose: () => left.abort() });
    pick.title = vscode.l10n.t("Inkling: Choose Model");
    pick.placeholder = placeholder;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;

    const configured = this.parts.models.list();
    const known = new Map<ModelSettings, ModelFacts>();
    let found: readonly ModelSettings[] = [];
    let offered: readonly ModelSettings[] = [];
    const foundItem = (model: ModelSettings): Item => ({
      ...modelItem(model, known.get(model)),
      choice: { kind: "found", model },
    });
    let drawn = "";
    const draw = () => {
      // A list that is set anew takes no key for a moment: only when there is something new in it.
      const contents = JSON.stringify([found, offered, [...known]]);
      if (left.signal.aborted || contents === drawn) return;
      drawn = contents;
      const place = placeOf(pick.activeItems[0]) ?? configured.find(({ name }) => name === current);
      pick.items = [
        ...group(vscode.l10n.t("Your models"), configured, (model) => ({
          ...modelItem(model, known.get(model), model.name === current),
          choice: { kind: "configured", model },
          ...(model.name !== DEMO_MODEL && { buttons: [detailsButton()] }),
        })),
        ...group(vscode.l10n.t("Found on this machine"), found, foundItem),
        ...group(vscode.l10n.t("Offered by VS Code"), offered, foundItem),
        { label: "", kind: vscode.QuickPickItemKind.Separator },
        { label: `$(add) ${vscode.l10n.t("Add Model…")}`, choice: { kind: "add" } },
        {
          label: `$(cloud-download) ${vscode.l10n.t("Download a Local Model…")}`,
          choice: { kind: "download" },
        },
      ];
      // Items are new ones each time: the writer keeps the place that they had gone to. Once they have typed, VS Code
      // itself chooses the first that fits; setting one that does not fit, or none, would take that away.
      const active = pick.value === "" && pick.items.find((item) => item.choice && placeOf(item) === place);
      if (active) pick.activeItems = [active];
    };
    /** Shows what is known of `model`; `about` says more of it than the settings would. */
    const learn = async (model: ModelSettings, about = model) => {
      known.set(model, await this.parts.facts(about));
      draw();
    };
    draw();
    pick.busy = true;
    // A server that does not answer has no models: the log of its adapter says more when it is used.
    const looking = [
      ...configured.filter(({ name }) => name !== DEMO_MODEL).map((model) => learn(model)),
      this.parts.servers.discover(left.signal).then((models) => {
        found = without(models, configured);
        draw();
        return left.signal.aborted ? [] : Promise.all(found.map((model) => learn(model)));
      }),
      this.parts.editorModels.list().then((models) => {
        const about = new Map(models.map((model) => [offeredModel(model), offeredFacts(model)]));
        offered = without([...about.keys()], configured);
        draw();
        return Promise.all(offered.map((model) => learn(model, about.get(model))));
      }),
    ];
    void Promise.allSettled(looking).then(() => !left.signal.aborted && (pick.busy = false));

    return new Promise<Choice | undefined>((resolve) => {
      store.add(
        pick.onDidAccept(() => {
          const choice = pick.selectedItems[0]?.choice;
          if (choice) resolve(choice); // none while what was typed fits nothing
        }),
      );
      store.add(
        pick.onDidTriggerItemButton(({ item: { choice } }) => {
          if (choice?.kind === "configured") resolve({ kind: "details", model: choice.model });
        }),
      );
      store.add(pick.onDidHide(() => resolve(undefined)));
      pick.show();
    }).finally(() => store.dispose());
  }
}

/** A model of VS Code's as it would stand in the settings. */
function offeredModel({ name, id, vendor }: EditorModel): ModelSettings {
  return { name, provider: "vscode", model: id, vendor };
}

/** The same for the catalogue, which knows families. VS Code has told all else, so that nobody is asked. */
function offeredFacts(model: EditorModel): ModelSettings {
  const { family, maxInputTokens } = model;
  return { ...offeredModel(model), kind: "instruct", model: family, contextTokens: maxInputTokens };
}

/** What an item stands for, whenever it was made: a model, or something to do. */
function placeOf(item: Item | undefined): ModelSettings | Choice["kind"] | undefined {
  const choice = item?.choice;
  return choice && "model" in choice ? choice.model : choice?.kind;
}

function group(
  label: string,
  models: readonly ModelSettings[],
  item: (model: ModelSettings) => Item,
): Item[] {
  if (models.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...models.map(item)];
}

/** Those of `models` that are not configured already, under whatever name. */
function without(models: readonly ModelSettings[], configured: readonly ModelSettings[]): ModelSettings[] {
  return models.filter((model) => !configured.some((other) => isConfiguredAs(other, model)));
}

/** Ollama means "latest" where no tag is named, and a llama.cpp without a model in the settings is whatever it has. */
function isConfiguredAs(configured: ModelSettings, found: ModelSettings): boolean {
  if (whereabouts(configured) !== whereabouts(found)) return false;
  const id = ({ model }: ModelSettings) => model?.replace(/:latest$/, "");
  const isWhateverThereIs = configured.provider === "llama.cpp" && configured.model === undefined;
  return isWhateverThereIs || id(configured) === id(found);
}

/** The server, whichever of its ways of asking is used: this machine has several names. */
function whereabouts(model: ModelSettings): string {
  const address = modelAddress(model);
  if (address === undefined) return JSON.stringify([model.provider, model.vendor]);
  return new URL(address).host.replace(/^(?:localhost|\[::1\])(?=:|$)/, "127.0.0.1");
}

function detailsButton(): vscode.QuickInputButton {
  return {
    iconPath: new vscode.ThemeIcon("settings-gear"),
    tooltip: vscode.l10n.t("Details, Test, Change…"),
  };
}
