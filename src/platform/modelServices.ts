import type { ExtensionContext } from "vscode";
import { HostLimits } from "../core/models/client/hostLimits";
import { ServerQuirks } from "../core/models/client/serverQuirks";
import type { EditorModels } from "../core/models/editorModels";
import { lazyFacts } from "../core/models/facts/lazyFacts";
import type { ModelPorts } from "../core/models/modelPorts";
import type { ModelSettings } from "../core/settings/settings";
import { AddressApprovals } from "./addressApprovals";
import { ApiKeys, hubOwner } from "./apiKeys";
import type { Configuration } from "./configuration";
import { EnvFile } from "./envFile";
import { entraToken } from "./microsoftAccount";
import { ModelAccess, type ModelAccessParts } from "./modelAccess";
import { ModelServers } from "./modelServers";
import { VscodeModels } from "./vscodeModels";

export interface ModelServicesParts extends Pick<
  ModelAccessParts,
  "usage" | "engine" | "demoPath" | "logger"
> {
  readonly configuration: Pick<Configuration, "settings">;
  readonly context: Pick<ExtensionContext, "globalState" | "secrets" | "languageModelAccessInformation">;
}

/** Everything on the way to a model. */
export interface ModelServices {
  readonly keys: ApiKeys;
  readonly facts: ModelPorts["facts"];
  readonly models: ModelAccess;
  readonly servers: ModelServers;
  readonly editorModels: EditorModels;
  /** The address of the Hugging Face Hub, or of the mirror that the writer set. */
  readonly hubUrl: () => string;
  readonly hubKey: (url: string) => Promise<string | undefined>;
}

/** Builds it, from the inside out. */
export function modelServices(parts: ModelServicesParts): ModelServices {
  const { configuration, context, usage, engine, demoPath, logger } = parts;
  const { globalState, secrets, languageModelAccessInformation } = context;
  const envFile = new EnvFile(globalState);
  const keys = new ApiKeys(secrets, process.env, envFile);
  const approvals = new AddressApprovals(globalState);
  const vscodeModels = new VscodeModels(languageModelAccessInformation, globalState);
  const editorModels = vscodeModels.forRequest(false);
  const hubUrl = () => configuration.settings.hub.url;
  const hubKey = (url: string) => keys.get(hubOwner(url));
  const hub = () => ({ url: hubUrl(), key: () => hubKey(hubUrl()) });
  const servers = new ModelServers({ keys, editorModels, hub });
  const mayContact = (model: ModelSettings) => approvals.isApproved(model);
  const key = (model: ModelSettings) => servers.key(model);
  const facts = lazyFacts({ key, mayContact, hub, engine, demoPath, logger });
  const limits = new HostLimits(() => configuration.settings.requestsPerHost);
  const models = new ModelAccess({
    ...{ configuration, keys, envFile, approvals, vscodeModels, entraToken, usage },
    ...{ facts, limits, quirks: new ServerQuirks(), engine, demoPath, logger },
  });
  return { keys, facts, models, servers, editorModels, hubUrl, hubKey };
}
