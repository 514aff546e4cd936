import * as vscode from "vscode";
import { DisposableStore } from "../../core/common/disposable";
import type { ModelFacts } from "../../core/models/catalogue/modelFacts";
import type { EditorModels } from "../../core/models/editorModels";
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
    const known = new Map<string, ModelFacts>();
    let found: readonly ModelSettings[] = [];
    let offered: readonly ModelSettings[] = [];
    const draw = () => {
      if (left.signal.aborted) return;
      const active = pick.activeItems[0]?.label;
      pick.items = [
        ...group(vscode.l10n.t("Your models"), configured, (model) => ({
          ...modelItem(model, known.get(model.name), model.name === current),
          choice: { kind: "configured", model },
          ...(model.name !== DEMO_MODEL && { buttons: [detailsButton()] }),
        })),
        ...group(vscode.l10n.t("Found on this machine"), without(found, configured), foundItem),
        ...group(vscode.l10n.t("Offered by VS Code"), without(offered, configured), foundItem),
        { label: "", kind: vscode.QuickPickItemKind.Separator },
        { label: `$(add) ${vscode.l10n.t("Add Model…")}`, choice: { kind: "add" } },
        {
          label: `$(cloud-download) ${vscode.l10n.t("Download a Local Model…")}`,
          choice: { kind: "download" },
        },
      ];
      // Items are new ones each time: the writer keeps the place that they had gone to.
      pick.activeItems = pick.items.filter(({ label }) => label === active);
    };
    draw();
    pick.busy = true;
    const looking = [
      this.parts.servers
        .discover(left.signal)
        .then((models) => (found = models), ignore)
        .then(draw),
      this.#offered()
        .then((models) => (offered = models), ignore)
        .then(draw),
      ...configured.map((model) =>
        this.parts
          .facts(model)
          .then((facts) => known.set(model.name, facts), ignore)
          .then(draw),
      ),
    ];
    void Promise.all(looking).then(() => !left.signal.aborted && (pick.busy = false));

    return new Promise<Choice | undefined>((resolve) => {
      store.add(pick.onDidAccept(() => resolve(pick.selectedItems[0]?.choice)));
      store.add(
        pick.onDidTriggerItemButton(({ item: { choice } }) => {
          if (choice?.kind === "configured") resolve({ kind: "details", model: choice.model });
        }),
      );
      store.add(pick.onDidHide(() => resolve(undefined)));
      pick.show();
    }).finally(() => store.dispose());
  }

  async #offered(): Promise<ModelSettings[]> {
    const models = await this.parts.editorModels.list();
    // Inkling offers its models to VS Code in its turn: those are in the list already.
    const others = models.filter(({ vendor }) => vendor !== "inkling");
    return others.map(({ name, id, vendor }) => ({ name, provider: "vscode", model: id, vendor }));
  }
}

function foundItem(model: ModelSettings): Item {
  return { ...modelItem(model, undefined), choice: { kind: "found", model } };
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
  const identity = (model: ModelSettings) => JSON.stringify([modelAddress(model), model.model]);
  const taken = new Set(configured.map(identity));
  return models.filter((model) => !taken.has(identity(model)));
}

function detailsButton(): vscode.QuickInputButton {
  return {
    iconPath: new vscode.ThemeIcon("settings-gear"),
    tooltip: vscode.l10n.t("Details, Test, Change…"),
  };
}

/** A server that does not answer has no models: the log of its adapter says more when it is used. */
function ignore(): void {
  // Nothing to do.
}
