import type * as vscode from "vscode";
import { DisposableStore } from "./core/common/disposable";
import { EmbeddedEngine } from "./core/models/worker/embeddedEngine";
import { ActionRunner } from "./features/actions/actionRunner";
import { ChatViewProvider } from "./features/chatPanel/chatViewProvider";
import { GhostText } from "./features/ghostText/ghostText";
import { ModelCommands } from "./features/models/modelCommands";
import { SettingProblems } from "./features/models/settingProblems";
import { ReviewController } from "./features/review/reviewController";
import { AddressApprovals } from "./platform/addressApprovals";
import { ApiKeys } from "./platform/apiKeys";
import { BuiltInTemplates } from "./platform/builtInTemplates";
import { CommandRegistry } from "./platform/commandRegistry";
import { Configuration } from "./platform/configuration";
import { ErrorReporter } from "./platform/errorReporter";
import { OutputLogger } from "./platform/logger";
import { ModelAccess } from "./platform/modelAccess";
import { VariablePrompt } from "./platform/variablePrompt";

/** What Inkling's own suites look at; nothing for other extensions. */
export interface InklingExports {
  /** Milliseconds that `activate` took. */
  readonly activateMs: number;
  readonly engine: EmbeddedEngine;
}

/** Builds everything, from the inside out. Nothing here loads an SDK, reads a file or starts a process. */
export function activate(context: vscode.ExtensionContext): InklingExports {
  const started = performance.now();
  const { extensionUri, extensionPath, globalState, secrets } = context;
  const path = (inside: string) => `${extensionPath}/${inside}`;
  const store = new DisposableStore();
  context.subscriptions.push(store);

  const logger = store.add(new OutputLogger());
  const errors = new ErrorReporter(logger);
  const commands = store.add(new CommandRegistry(errors));
  const configuration = store.add(new Configuration());
  const keys = new ApiKeys(secrets, process.env);
  const templates = new BuiltInTemplates(extensionUri, logger);
  const variables = new VariablePrompt(globalState);
  const engine = store.add(
    new EmbeddedEngine({
      workerPath: path("dist/embedded/worker.js"),
      idleMs: () => configuration.settings.embedded.idleMinutes * 60_000,
      logger,
    }),
  );
  const models = new ModelAccess({
    configuration,
    keys,
    approvals: new AddressApprovals(globalState),
    engine,
    demoPath: path("media/model/inkling-demo.gguf"),
    logger,
  });

  const presenter = store.add(new ReviewController(commands, errors));
  new ActionRunner(commands, { templates, models, variables, presenter });
  store.add(new GhostText(commands, configuration, models, errors));
  store.add(
    new ChatViewProvider(commands, { templates, models, variables, errors, configuration, extensionUri }),
  );
  new ModelCommands(commands, { configuration, models, keys });
  store.add(new SettingProblems(configuration, logger));
  commands.register("showLog", () => logger.show());

  return { activateMs: performance.now() - started, engine };
}
