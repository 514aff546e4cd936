import * as vscode from "vscode";
import { modelAddress } from "../../core/models/modelAddress";
import { PROVIDER_PRESETS, type ProviderPreset } from "../../core/models/providerPresets";
import type { ListedModel } from "../../core/models/servers/openAiApi";
import { isHttpUrl } from "../../core/settings/modelSchema";
import type { ModelSettings } from "../../core/settings/settings";
import { keyOwner, type ApiKeys } from "../../platform/apiKeys";
import { isCancellation } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import type { ModelServers } from "../../platform/modelServers";
import { pickStep, textStep, type Left, type StepFrame, type StepResult } from "../../platform/quickInput";
import { pullModel } from "./pullModel";

export interface AddModelParts {
  readonly keys: Pick<ApiKeys, "get" | "set">;
  readonly servers: Pick<ModelServers, "list" | "pull">;
}

/** What has been answered so far. */
interface Draft {
  readonly preset?: ProviderPreset;
  readonly settings: Partial<ModelSettings>;
  /** Stored at the end: whoever goes back may correct it, and whoever leaves has told nobody. */
  readonly key?: string;
}

/** One step: the draft with its answer in it, "skipped" where there is nothing to ask. */
type Step = (draft: Draft, frame: StepFrame) => Promise<Draft | Left | "skipped">;

/** Azure's newest version that is generally available (https://learn.microsoft.com/azure/ai-services/openai/reference). */
const AZURE_API_VERSION = "2024-10-21";

/** Walks through provider, address, key, model and name. Back goes to the step before; nothing is kept before the end. */
export async function askForModel(parts: AddModelParts): Promise<ModelSettings | undefined> {
  const steps: readonly Step[] = [
    askPreset,
    askAddress,
    askAccount,
    (draft, frame) => askKey(draft, frame, parts),
    (draft, frame) => askModel(draft, frame, parts),
    askName,
  ];
  const drafts: Draft[] = [{ settings: {} }];
  let direction = 1;
  for (let i = 0; i < steps.length; i += direction) {
    const draft = drafts[i];
    const step = steps[i];
    if (!draft || !step) return undefined; // back before the first
    const title = vscode.l10n.t("Inkling: Add Model");
    const answer = await step(draft, { step: i + 1, totalSteps: steps.length, title });
    if (answer === "cancelled") return undefined;
    if (answer === "back") direction = -1;
    else if (answer === "skipped") drafts[i + 1] = draft;
    else [drafts[i + 1], direction] = [answer, 1];
  }
  const { settings, key } = drafts[steps.length] as { settings: ModelSettings; key?: string };
  const owner = keyOwner(settings);
  if (owner && key !== undefined) await parts.keys.set(owner, key);
  return settings;
}

const askPreset: Step = async (_, frame) => {
  const items = PROVIDER_PRESETS.map((preset) => ({
    label: preset.label,
    description: preset.baseUrl ?? modelAddress({ name: "", provider: preset.provider }) ?? "",
    preset,
  }));
  const placeholder = vscode.l10n.t("Who answers?");
  return answered(await pickStep(frame, { placeholder, items }), ({ preset }) => {
    const { provider, baseUrl } = preset;
    return { preset, settings: { provider, ...(baseUrl !== undefined && { baseUrl }) } };
  });
};

const askAddress: Step = async (draft, frame) => {
  if (!draft.preset?.asksAddress) return "skipped";
  const azure = draft.preset.provider === "azure-openai";
  const answer = await textStep(frame, {
    prompt: azure
      ? vscode.l10n.t("The endpoint of your Azure OpenAI resource. Your text will go there.")
      : vscode.l10n.t("The server's address. Your text will go there."),
    value: draft.settings.baseUrl ?? "",
    placeholder: azure ? "https://example.openai.azure.com" : "https://example.com/v1",
    check: (text) =>
      isHttpUrl(text) ? undefined : vscode.l10n.t("An address begins with http:// or https://."),
  });
  return answered(answer, (baseUrl) => withSettings(draft, { baseUrl }));
};

/** Azure knows keys and accounts. */
const askAccount: Step = async (draft, frame) => {
  if (draft.preset?.provider !== "azure-openai") return "skipped";
  const items = [
    { label: vscode.l10n.t("API key"), auth: "key" as const },
    { label: vscode.l10n.t("The Microsoft account that is signed in to VS Code"), auth: "entra" as const },
  ];
  const placeholder = vscode.l10n.t("How do you sign in?");
  return answered(await pickStep(frame, { placeholder, items }), ({ auth }) =>
    withSettings(draft, { auth, apiVersion: AZURE_API_VERSION }),
  );
};

async function askKey(draft: Draft, frame: StepFrame, { keys }: AddModelParts): ReturnType<Step> {
  const owner = keyOwner(asSettings(draft));
  if (!owner || draft.preset?.key === "none" || (await keys.get(owner)) !== undefined) return "skipped";
  const needed = draft.preset?.key === "needed";
  const kept = vscode.l10n.t("Kept in VS Code's secret storage, and sent to {0} alone.", owner.host);
  const page = draft.preset?.keyPage;
  const answer = await textStep(frame, {
    prompt: needed ? kept : `${kept} ${vscode.l10n.t("Leave it empty if the server needs none.")}`,
    placeholder: page && vscode.l10n.t("Made at {0}", page),
    password: true,
    check: (text) => (needed && text === "" ? vscode.l10n.t("This server needs a key.") : undefined),
  });
  return answered(answer, (key) => (key === "" ? draft : { ...draft, key }));
}

type ModelItem = vscode.QuickPickItem & { readonly listed?: ListedModel; readonly pull?: boolean };

async function askModel(draft: Draft, frame: StepFrame, parts: AddModelParts): ReturnType<Step> {
  const settings = asSettings(draft);
  let isListed = false;
  const fill = async (signal: AbortSignal): Promise<ModelItem[]> => {
    try {
      const models = await parts.servers.list(settings, signal, draft.key);
      isListed = true;
      return models.map((listed) => ({ label: listed.id, description: listedWords(listed), listed }));
    } catch (error) {
      return [warning(error)];
    }
  };
  // What an Ollama that answers does not have, it can get.
  const typed = (id: string): ModelItem =>
    isListed && settings.provider === "ollama"
      ? { label: id, description: vscode.l10n.t("download it in Ollama"), listed: { id }, pull: true }
      : { label: id, description: vscode.l10n.t("as typed"), listed: { id } };
  const placeholder =
    settings.provider === "azure-openai"
      ? vscode.l10n.t("Type the deployment's name")
      : vscode.l10n.t("Which model? Choose one of the server's, or type its id");
  let failed: ModelItem[] = [];
  for (;;) {
    const answer = await pickStep<ModelItem>(frame, { placeholder, items: failed, fill, typed });
    if (typeof answer === "string") return answer;
    const { listed, pull } = answer.value;
    failed = [];
    if (!listed) continue; // a warning is no model: the server is asked again
    try {
      if (pull) {
        const wanted = { ...settings, model: listed.id };
        await pullModel(listed.id, (signal) => parts.servers.pull(wanted, signal, draft.key));
      }
    } catch (error) {
      if (!isCancellation(error)) failed = [warning(error)];
      continue;
    }
    const vendor = settings.provider === "vscode" ? listed.ownedBy : undefined;
    return withSettings(draft, { model: listed.id, ...(vendor !== undefined && { vendor }) });
  }
}

function warning(error: unknown): ModelItem {
  return { label: `$(warning) ${wordError(error).message}`, alwaysShow: true };
}

const askName: Step = async (draft, frame) => {
  const answer = await textStep(frame, {
    prompt: vscode.l10n.t("What will you call it?"),
    value: draft.settings.model?.split("/").at(-1) ?? "",
    check: (text) => (text === "" ? vscode.l10n.t("It needs a name.") : undefined),
  });
  return answered(answer, (name) => withSettings(draft, { name }));
};

function listedWords({ contextTokens, kind, vision, ownedBy }: ListedModel): string {
  const context =
    contextTokens === undefined
      ? undefined
      : vscode.l10n.t(
          "{0} tokens of context",
          new Intl.NumberFormat(vscode.env.language).format(contextTokens),
        );
  return [kind, context, vision && vscode.l10n.t("sees images"), ownedBy].filter(Boolean).join(" · ");
}

function answered<T>(result: StepResult<T>, use: (value: T) => Draft): Draft | Left {
  return typeof result === "string" ? result : use(result.value);
}

function withSettings(draft: Draft, settings: Partial<ModelSettings>): Draft {
  return { ...draft, settings: { ...draft.settings, ...settings } };
}

/** The draft as far as it goes; what is missing is not needed yet. */
function asSettings({ preset, settings }: Draft): ModelSettings {
  return { name: preset?.label ?? "", provider: preset?.provider ?? "openai-compatible", ...settings };
}
