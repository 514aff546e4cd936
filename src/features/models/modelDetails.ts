import * as vscode from "vscode";
import type { FactSource, ModelFacts } from "../../core/models/catalogue/modelFacts";
import type { ModelSettings } from "../../core/settings/settings";
import type { ConfiguredModels } from "../../platform/configuredModels";
import { whereTextGoes } from "../../platform/modelLabel";
import { factWords, kindWord } from "./modelItems";

export interface ModelDetailsParts {
  readonly facts: (model: ModelSettings) => Promise<ModelFacts>;
  readonly configured: ConfiguredModels;
  readonly test: (model: ModelSettings) => Promise<void>;
  readonly use: (model: ModelSettings) => Promise<void>;
  readonly remove: (model: ModelSettings) => Promise<void>;
}

type Item = vscode.QuickPickItem & { readonly run?: () => Promise<void> };

/** What is known of one model and who said so, and what can be done with it. */
export async function showModelDetails(model: ModelSettings, parts: ModelDetailsParts): Promise<void> {
  const facts = await parts.facts(model);
  const { kind, format, vision, sources } = facts;
  const change = (changes: Readonly<Record<string, unknown>>) => parts.configured.change(model.name, changes);
  const items: Item[] = [
    { label: `$(check) ${vscode.l10n.t("Use It…")}`, run: () => parts.use(model) },
    { label: `$(beaker) ${vscode.l10n.t("Test")}`, run: () => parts.test(model) },
    {
      label: `$(symbol-misc) ${vscode.l10n.t("Kind: {0}", kindWord(kind))}`,
      description: sourceWord(sources.kind),
      detail: vscode.l10n.t(
        "An instruct model follows a conversation; a base model only goes on with a text.",
      ),
      run: async () => {
        const chosen = await askKind(model.name);
        if (chosen) await change(chosen);
      },
    },
    ...(model.provider === "vscode" || (format === undefined && model.promptFormat === undefined)
      ? []
      : [
          {
            label: `$(comment-discussion) ${vscode.l10n.t("Prompt format: {0}", format?.id ?? "?")}`,
            description: sourceWord(sources.format ?? "assumed"),
            detail: vscode.l10n.t("How a conversation is written out where the server takes plain text."),
            run: async () => {
              const chosen = await askFormat(model.name);
              if (chosen) await change(chosen);
            },
          },
        ]),
    ...(model.provider === "embedded" || kind === "base"
      ? []
      : [
          {
            label: `$(file-media) ${vscode.l10n.t("Images: {0}", visionWord(vision))}`,
            description: sourceWord(sources.vision ?? "assumed"),
            detail: vscode.l10n.t("An image beside a question is sent only to a model that sees."),
            run: async () => {
              const chosen = await askVision(model.name);
              if (chosen) await change(chosen);
            },
          },
        ]),
    {
      label: `$(go-to-file) ${vscode.l10n.t("Open Settings")}`,
      run: async () => {
        await vscode.commands.executeCommand("workbench.action.openSettingsJson", {
          revealSetting: { key: "inkling.models" },
        });
      },
    },
    {
      label: `$(trash) ${vscode.l10n.t("Remove from the Settings")}`,
      run: () => parts.remove(model),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: model.name,
    placeHolder: [whereTextGoes(model), ...factWords(facts)].join(" · "),
  });
  await chosen?.run?.();
}

async function askKind(title: string): Promise<{ kind: ModelSettings["kind"] | undefined } | undefined> {
  const items = [
    { label: kindWord("instruct"), change: { kind: "instruct" as const } },
    { label: kindWord("base"), change: { kind: "base" as const } },
    { label: vscode.l10n.t("Let Inkling find out"), change: { kind: undefined } },
  ];
  return (await vscode.window.showQuickPick(items, { title }))?.change;
}

async function askVision(title: string): Promise<{ vision: boolean | undefined } | undefined> {
  const items = [
    { label: visionWord(true), change: { vision: true } },
    { label: visionWord(false), change: { vision: false } },
    { label: vscode.l10n.t("Let Inkling find out"), change: { vision: undefined } },
  ];
  return (await vscode.window.showQuickPick(items, { title }))?.change;
}

function visionWord(vision: boolean | undefined): string {
  return vision ? vscode.l10n.t("it sees them") : vscode.l10n.t("it does not see them");
}

async function askFormat(title: string): Promise<{ promptFormat: string | undefined } | undefined> {
  const { PROMPT_FORMAT_IDS } = await import("../../core/models/catalogue/promptFormat");
  const items = [
    { label: vscode.l10n.t("Let Inkling find out"), promptFormat: undefined },
    ...PROMPT_FORMAT_IDS.map((id) => ({ label: id, promptFormat: id })),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title });
  return chosen && { promptFormat: chosen.promptFormat };
}

function sourceWord(source: FactSource): string {
  switch (source) {
    case "user":
      return vscode.l10n.t("as you set it");
    case "server":
      return vscode.l10n.t("as the server says");
    case "catalogue":
      return vscode.l10n.t("from Inkling's catalogue");
    case "assumed":
      return vscode.l10n.t("assumed");
  }
}
