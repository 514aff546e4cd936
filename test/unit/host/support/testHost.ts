import { fileURLToPath } from "node:url";
import { Uri } from "vscode";
import { AddressApprovals } from "../../../../src/platform/addressApprovals";
import { ApiKeys } from "../../../../src/platform/apiKeys";
import { BuiltInTemplates } from "../../../../src/platform/builtInTemplates";
import { CommandRegistry } from "../../../../src/platform/commandRegistry";
import { Configuration } from "../../../../src/platform/configuration";
import { ErrorReporter } from "../../../../src/platform/errorReporter";
import { OutputLogger } from "../../../../src/platform/logger";
import { ModelAccess } from "../../../../src/platform/modelAccess";
import { VariablePrompt } from "../../../../src/platform/variablePrompt";
import { FakeMemento, FakeSecrets } from "../../../fakes/vscode";
import { settings } from "../../../fakes/workspace";
import { ScriptedEngine } from "./scriptedEngine";

/** The repository, which in the tests is where the extension is installed. */
export const extensionUri = Uri.file(
  fileURLToPath(new URL("../../../..", import.meta.url)).replace(/\/$/, ""),
);

/** A configured model that chats, and whose answers come from the test. */
export const SCRIPTED = { name: "scripted", provider: "embedded", path: "/models/scripted.gguf" };

/** What extension.ts builds of the platform, over the fakes: only the child process is played. */
export function testHost() {
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
  const keys = new ApiKeys(secrets, {});
  const demoPath = "/extension/demo.gguf";
  const approvals = new AddressApprovals(state);
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
    templates: new BuiltInTemplates(extensionUri, logger),
    variables: new VariablePrompt(state),
    models: new ModelAccess({ configuration, keys, approvals, engine, demoPath, logger }),
  };
}
