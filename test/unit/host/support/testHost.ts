import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Uri } from "vscode";
import { modelFacts } from "../../../../src/core/models/catalogue/modelFacts";
import { HostLimits } from "../../../../src/core/models/client/hostLimits";
import { ServerQuirks } from "../../../../src/core/models/client/serverQuirks";
import { ModelError } from "../../../../src/core/models/modelError";
import type { ModelSettings } from "../../../../src/core/settings/settings";
import { ChatStore } from "../../../../src/features/chatPanel/chatStore";
import { AddressApprovals } from "../../../../src/platform/addressApprovals";
import { ApiKeys, type Variables } from "../../../../src/platform/apiKeys";
import { ConfiguredModels } from "../../../../src/platform/configuredModels";
import { CommandRegistry } from "../../../../src/platform/commandRegistry";
import { Configuration } from "../../../../src/platform/configuration";
import { EnvFile } from "../../../../src/platform/envFile";
import { ErrorReporter } from "../../../../src/platform/errorReporter";
import { Glossary } from "../../../../src/platform/glossary";
import { OutputLogger } from "../../../../src/platform/logger";
import { ModelAccess } from "../../../../src/platform/modelAccess";
import { ModelServers } from "../../../../src/platform/modelServers";
import { TemplateLibrary } from "../../../../src/platform/templateLibrary";
import { UsageLedger } from "../../../../src/platform/usageLedger";
import { VariablePrompt } from "../../../../src/platform/variablePrompt";
import { WorkspaceOverrides } from "../../../../src/platform/workspaceOverrides";
import { VscodeModels } from "../../../../src/platform/vscodeModels";
import { FakeMemento, FakeSecrets } from "../../../fakes/vscode";
import { settings } from "../../../fakes/workspace";
import { ScriptedEngine } from "./scriptedEngine";

/** The repository, which in the tests is where the extension is installed. */
export const extensionUri = Uri.file(
  fileURLToPath(new URL("../../../..", import.meta.url)).replace(/\/$/, ""),
);

/** A configured model that chats, and whose answers come from the test. */
export const SCRIPTED = { name: "scripted", provider: "embedded", path: "/models/scripted.gguf" };

/** An empty folder, for writers who have no templates of their own. */
const NO_TEMPLATES = join(tmpdir(), "inkling-no-templates");

/** Nobody answers there. */
const HUB = "http://127.0.0.1:9";

export interface TestHostOptions {
  /** The variables of the environment. */
  readonly environment?: Variables;
  /** Default: nobody is signed in. */
  readonly entraToken?: (mayAsk: boolean) => Promise<string>;
  /** Where the chats are. Default: a folder of its own, which is made with the first chat. */
  readonly chatFolder?: string;
  /** Where the user's templates are. Default: a folder without any, which stays so. */
  readonly templateFolder?: string;
  /** What the window remembers. */
  readonly windowState?: FakeMemento;
}

/** What extension.ts builds of the platform, over the fakes: only the child process is played. */
export function testHost({
  environment = {},
  entraToken = () => Promise.reject(new ModelError("notSignedIn")),
  chatFolder = join(tmpdir(), `inkling-chats-${randomUUID()}`),
  templateFolder = NO_TEMPLATES,
  windowState = new FakeMemento(),
}: TestHostOptions = {}) {
  settings.user = {
    "inkling.models": [SCRIPTED],
    "inkling.model.actions": "scripted",
    "inkling.model.ghostText": "scripted",
    "inkling.model.chat": "scripted",
    ...settings.user,
  };
  const state = new FakeMemento();
  const secrets = new FakeSecrets();
  const engine = new ScriptedEngine();
  const logger = new OutputLogger();
  const errors = new ErrorReporter(logger);
  const configuration = new Configuration();
  const envFile = new EnvFile(state);
  const keys = new ApiKeys(secrets, environment, envFile);
  const demoPath = "/extension/demo.gguf";
  const approvals = new AddressApprovals(state);
  const vscodeModels = new VscodeModels({ canSendRequest: () => undefined }, state);
  const editorModels = vscodeModels.forRequest(false);
  // Nobody is asked: what the settings and the catalogue say is all that is known.
  const facts = (model: ModelSettings) => Promise.resolve(modelFacts({ user: model }));
  const usage = new UsageLedger({ state, prices: () => configuration.settings.prices, logger });
  return {
    state,
    secrets,
    engine,
    logger,
    errors,
    configuration,
    keys,
    extensionUri,
    commands: new CommandRegistry(errors),
    templates: new TemplateLibrary({ extensionUri, userFolder: Uri.file(templateFolder), logger }),
    glossary: new Glossary(Uri.file(`${templateFolder}/../glossary.md`)),
    variables: new VariablePrompt(state),
    overrides: new WorkspaceOverrides(windowState),
    usage,
    chatFolder,
    chats: new ChatStore({ fsPath: chatFolder }, logger),
    windowState,
    configured: new ConfiguredModels(),
    facts,
    editorModels,
    servers: new ModelServers({
      keys,
      editorModels,
      hub: () => ({ url: HUB, key: () => Promise.resolve(undefined) }),
    }),
    models: new ModelAccess({
      ...{ configuration, keys, envFile, approvals, vscodeModels, usage, facts, engine, demoPath, logger },
      entraToken,
      limits: new HostLimits(() => 4),
      quirks: new ServerQuirks(),
    }),
  };
}
