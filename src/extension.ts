import { totalmem } from "node:os";
import { Uri, type ExtensionContext } from "vscode";
import { DisposableStore } from "./core/common/disposable";
import { EmbeddedEngine } from "./core/models/worker/embeddedEngine";
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
import { Templates } from "./features/templates/templates";
import { Understanding } from "./features/understanding/understanding";
import { WeightsCommands } from "./features/weights/weightsCommands";
import { CommandRegistry } from "./platform/commandRegistry";
import { Configuration } from "./platform/configuration";
import { ConfiguredModels } from "./platform/configuredModels";
import { ErrorReporter } from "./platform/errorReporter";
import { Glossary } from "./platform/glossary";
import { OutputLogger } from "./platform/logger";
import { modelServices } from "./platform/modelServices";
import { Proposals } from "./platform/proposals";
import { TemplateFiles } from "./platform/templateFiles";
import { TemplateLibrary } from "./platform/templateLibrary";
import { UsageLedger } from "./platform/usageLedger";
import { VariablePrompt } from "./platform/variablePrompt";
import { WorkspaceOverrides } from "./platform/workspaceOverrides";

/** What Inkling's own suites look at; nothing for other extensions. */
export interface InklingExports {
  /** Milliseconds that `activate` took. */
  readonly activateMs: number;
  readonly engine: EmbeddedEngine;
}

/** Builds everything, from the inside out. Nothing here loads an SDK, reads a file or starts a process. */
export function activate(context: ExtensionContext): InklingExports {
  const started = performance.now();
  const { extensionUri, extensionPath, globalStorageUri, globalState, workspaceState } = context;
  const path = (inside: string) => `${extensionPath}/${inside}`;
  const stored = (name: string) => Uri.joinPath(globalStorageUri, name);
  const store = new DisposableStore();
  context.subscriptions.push(store);

  const logger = store.add(new OutputLogger());
  const errors = new ErrorReporter(logger);
  const commands = store.add(new CommandRegistry(errors));
  const configuration = store.add(new Configuration());
  const templates = store.add(new TemplateLibrary({ extensionUri, userFolder: stored("templates"), logger }));
  const files = new TemplateFiles(templates);
  const glossary = new Glossary(stored("glossary.md"));
  const variables = new VariablePrompt(globalState);
  const overrides = new WorkspaceOverrides(workspaceState);
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
  const services = modelServices({ context, configuration, usage, engine, demoPath, logger });
  const { models, facts, servers, editorModels, keys, hubUrl, hubKey } = services;

  const proposals = new Proposals({ templates, models, glossary });
  const suggestions = new SuggestionStore(stored("suggestions"), logger);
  const review = { errors, proposals, store: suggestions, configuration };
  const presenter = store.add(new ReviewController(commands, review));
  const asking = { templates, overrides, models, glossary, variables, errors };
  store.add(new Actions(commands, { ...asking, proposals, presenter }));
  store.add(
    new GhostText(commands, { configuration, models, errors, logger, state: globalState, extensionUri }),
  );
  const chats = store.add(new ChatStore(stored("chats"), logger));
  const panel = { templates, files, glossary, models, presenter, usage, errors, configuration, extensionUri };
  const states = { state: globalState, windowState: workspaceState };
  store.add(new ChatViewProvider(commands, { ...panel, ...states, chats, logger }));
  store.add(new ChatParticipant(commands, { ...asking, extensionUri }));
  store.add(new Templates(commands, { library: templates, files, glossary, extensionUri }));
  store.add(new Understanding(commands, { models, errors, extensionUri }));
  const configured = new ConfiguredModels();
  new ModelCommands(commands, { configuration, configured, models, facts, editorModels, servers, keys });
  new KeyCommands(commands, { models, keys });
  store.add(new ModelStatus({ configuration, models, usage }));
  store.add(new ModelProvider({ configuration, models, errors }));
  const weights = { folder: stored("models").fsPath, memoryBytes: totalmem() };
  new WeightsCommands(commands, { configuration, configured, hubUrl, key: hubKey, ...weights });
  store.add(new SettingProblems(configuration, logger));
  commands.register("showLog", () => logger.show());

  return { activateMs: performance.now() - started, engine };
}
