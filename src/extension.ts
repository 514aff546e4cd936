import { totalmem } from "node:os";
import { Uri, type ExtensionContext } from "vscode";
import { DisposableStore } from "./core/common/disposable";
import { HostLimits } from "./core/models/client/hostLimits";
import { ServerQuirks } from "./core/models/client/serverQuirks";
import { lazyFacts } from "./core/models/facts/lazyFacts";
import { EmbeddedEngine } from "./core/models/worker/embeddedEngine";
import type { ModelSettings } from "./core/settings/settings";
import { Actions } from "./features/actions/actions";
import { ChatStore } from "./features/chatPanel/chatStore";
import { ChatViewProvider } from "./features/chatPanel/chatViewProvider";
import { ChatParticipant } from "./features/chatParticipant/chatParticipant";
import { GhostText } from "./features/ghostText/ghostText";
import { ModelProvider } from "./features/modelProvider/modelProvider";
import { KeyCommands } from "./features/models/keyCommands";
import { ModelCommands } from "./features/models/modelCommands";
import { ModelStatus } from "./features/models/modelStatus";
import { SettingProblems } from "./features/models/settingProblems";
import { ReviewController } from "./features/review/reviewController";
import { SuggestionStore } from "./features/review/suggestionStore";
import { Understanding } from "./features/understanding/understanding";
import { WeightsCommands } from "./features/weights/weightsCommands";
import { AddressApprovals } from "./platform/addressApprovals";
import { ApiKeys, hubOwner } from "./platform/apiKeys";
import { BuiltInTemplates } from "./platform/builtInTemplates";
import { CommandRegistry } from "./platform/commandRegistry";
import { Configuration } from "./platform/configuration";
import { ConfiguredModels } from "./platform/configuredModels";
import { EnvFile } from "./platform/envFile";
import { ErrorReporter } from "./platform/errorReporter";
import { OutputLogger } from "./platform/logger";
import { entraToken } from "./platform/microsoftAccount";
import { ModelAccess } from "./platform/modelAccess";
import { ModelServers } from "./platform/modelServers";
import { Proposals } from "./platform/proposals";
import { UsageLedger } from "./platform/usageLedger";
import { VariablePrompt } from "./platform/variablePrompt";
import { VscodeModels } from "./platform/vscodeModels";

/** What Inkling's own suites look at; nothing for other extensions. */
export interface InklingExports {
  /** Milliseconds that `activate` took. */
  readonly activateMs: number;
  readonly engine: EmbeddedEngine;
}

/** Builds everything, from the inside out. Nothing here loads an SDK, reads a file or starts a process. */
export function activate(context: ExtensionContext): InklingExports {
  const started = performance.now();
  const { extensionUri, extensionPath, globalStorageUri, globalState, workspaceState, secrets } = context;
  const path = (inside: string) => `${extensionPath}/${inside}`;
  const store = new DisposableStore();
  context.subscriptions.push(store);

  const logger = store.add(new OutputLogger());
  const errors = new ErrorReporter(logger);
  const commands = store.add(new CommandRegistry(errors));
  const configuration = store.add(new Configuration());
  const envFile = new EnvFile(globalState);
  const keys = new ApiKeys(secrets, process.env, envFile);
  const approvals = new AddressApprovals(globalState);
  const vscodeModels = new VscodeModels(context.languageModelAccessInformation, globalState);
  const editorModels = vscodeModels.forRequest(false);
  const templates = new BuiltInTemplates(extensionUri, logger);
  const variables = new VariablePrompt(globalState);
  const engine = store.add(
    new EmbeddedEngine({
      workerPath: path("dist/embedded/worker.js"),
      idleMs: () => configuration.settings.embedded.idleMinutes * 60_000,
      logger,
    }),
  );
  const prices = () => configuration.settings.prices;
  const usage = store.add(new UsageLedger({ state: globalState, prices, logger }));
  const demoPath = path("media/model/inkling-demo.gguf");
  const hubKey = (url: string) => keys.get(hubOwner(url));
  const hubUrl = () => configuration.settings.hub.url;
  const hub = () => ({ url: hubUrl(), key: () => hubKey(hubUrl()) });
  const servers = new ModelServers({ keys, editorModels, hub });
  const mayContact = (model: ModelSettings) => approvals.isApproved(model);
  const key = (model: ModelSettings) => servers.key(model);
  const facts = lazyFacts({ key, mayContact, hub, engine, demoPath, logger });
  const limits = new HostLimits(() => configuration.settings.requestsPerHost);
  const quirks = new ServerQuirks();
  const models = new ModelAccess({
    ...{ configuration, keys, envFile, approvals, vscodeModels, entraToken, usage },
    ...{ facts, limits, quirks, engine, demoPath, logger },
  });

  const proposals = new Proposals({ templates, models });
  const suggestions = new SuggestionStore(Uri.joinPath(globalStorageUri, "suggestions"), logger);
  const review = { errors, proposals, store: suggestions, configuration };
  const presenter = store.add(new ReviewController(commands, review));
  store.add(new Actions(commands, { templates, models, proposals, variables, presenter, errors }));
  store.add(
    new GhostText(commands, { configuration, models, errors, logger, state: globalState, extensionUri }),
  );
  const chats = store.add(new ChatStore(Uri.joinPath(globalStorageUri, "chats"), logger));
  store.add(
    new ChatViewProvider(commands, {
      ...{ templates, models, variables, usage, errors, configuration, extensionUri, chats },
      windowState: workspaceState,
    }),
  );
  store.add(new ChatParticipant(commands, { templates, models, variables, errors, extensionUri }));
  store.add(new Understanding(commands, { models, errors, extensionUri }));
  const configured = new ConfiguredModels();
  new ModelCommands(commands, { configuration, configured, models, facts, editorModels, servers, keys });
  new KeyCommands(commands, { models, keys });
  store.add(new ModelStatus({ configuration, models, usage }));
  store.add(new ModelProvider({ configuration, models, errors }));
  const folder = Uri.joinPath(globalStorageUri, "models").fsPath;
  const memoryBytes = totalmem();
  new WeightsCommands(commands, { configuration, configured, hubUrl, key: hubKey, folder, memoryBytes });
  store.add(new SettingProblems(configuration, logger));
  commands.register("showLog", () => logger.show());

  return { activateMs: performance.now() - started, engine };
}
