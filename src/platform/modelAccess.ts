import { politeTaskModel } from "../core/models/client/politeTaskModel";
import { createLanguageModel } from "../core/models/createLanguageModel";
import type { LanguageModel } from "../core/models/languageModel";
import { ModelError } from "../core/models/modelError";
import type { ModelPorts, Timeouts } from "../core/models/modelPorts";
import type { TaskModel } from "../core/models/tasks/taskModel";
import { meteredModel, type RequestUsage } from "../core/models/usage/meteredModel";
import { DEMO_MODEL, type Face, type ModelSettings, type Settings } from "../core/settings/settings";
import type { AddressApprovals } from "./addressApprovals";
import { keyOwner, keyVariable, type ApiKeys } from "./apiKeys";
import type { Configuration } from "./configuration";
import type { EnvFile } from "./envFile";
import type { VscodeModels } from "./vscodeModels";

export const DEMO_SETTINGS: ModelSettings = { name: DEMO_MODEL, provider: "embedded" };

export interface ModelAccessParts extends Pick<
  ModelPorts,
  "facts" | "limits" | "quirks" | "engine" | "demoPath" | "logger"
> {
  readonly configuration: Pick<Configuration, "settings">;
  readonly keys: Pick<ApiKeys, "get">;
  readonly envFile: Pick<EnvFile, "offer">;
  readonly approvals: Pick<AddressApprovals, "isApproved" | "ask">;
  readonly vscodeModels: Pick<VscodeModels, "forRequest">;
  /** A token of the writer's Microsoft account; `mayAsk` lets VS Code ask to sign in. */
  readonly entraToken: (mayAsk: boolean) => Promise<string>;
  readonly usage: { record(usage: RequestUsage, face: Face): void };
}

export interface Opening {
  /** Whether the writer can be asked something now: yes for what they started themselves, no while they type. */
  readonly mayAsk: boolean;
  /** For whom the tokens are counted. Default: the chat. */
  readonly face?: Face;
}

/** From a face of Inkling to the model that the writer chose for it. */
export class ModelAccess {
  readonly #lacking = new Set<string>();

  constructor(private readonly parts: ModelAccessParts) {}

  /** Every model that can be chosen, the demo model first. */
  list(): ModelSettings[] {
    const { models } = this.parts.configuration.settings;
    return [DEMO_SETTINGS, ...models.filter(({ task }) => task === undefined)];
  }

  /** The models that were made for one task, and can be chosen for nothing else. */
  taskModels(): ModelSettings[] {
    return this.parts.configuration.settings.models.filter(({ task }) => task !== undefined);
  }

  /** The chosen model's settings; undefined when the settings name one that does not exist. */
  chosen(face: Face): ModelSettings | undefined {
    const name = this.parts.configuration.settings.model[face];
    return this.list().find((model) => model.name === name);
  }

  /** The model chosen for `face`, ready to be asked. Throws ModelError: "unknownModel", and what `open` throws. */
  async resolve(face: Face, { mayAsk }: Pick<Opening, "mayAsk">): Promise<LanguageModel> {
    const settings = this.chosen(face);
    if (settings) return this.open(settings, { mayAsk, face });
    throw new ModelError("unknownModel", { subject: this.parts.configuration.settings.model[face] });
  }

  /**
   * A model ready to be asked. Throws ModelError "notApproved" when the workspace's address was not approved.
   * `mayAsk` lets it ask the writer first: for that, for a key in a `.env` file, and to sign in.
   */
  async open(settings: ModelSettings, { mayAsk, face = "chat" }: Opening): Promise<LanguageModel> {
    const { configuration, vscodeModels, entraToken, usage, ...ports } = this.parts;
    const key = await this.#access(settings, mayAsk);
    const model = await createLanguageModel(settings, {
      ...ports,
      key,
      entraToken: () => entraToken(mayAsk),
      editorModels: vscodeModels.forRequest(mayAsk),
      timeouts: timeoutsOf(configuration.settings),
      lacks: (name, option) => this.#lacks(name, option),
    });
    return meteredModel(model, (used) => usage.record(used, face));
  }

  /** One of `taskModels`, ready to be asked. Asks the writer, and throws, as `open` does. */
  async openTask(settings: ModelSettings, { mayAsk }: Pick<Opening, "mayAsk">): Promise<TaskModel> {
    const key = await this.#access(settings, mayAsk);
    const { createTaskModel } = await import("../core/models/providers/huggingfaceTasks");
    const { configuration, limits } = this.parts;
    const timeouts = timeoutsOf(configuration.settings);
    return politeTaskModel(createTaskModel(settings, { key, timeouts }), limits);
  }

  /** Sees to it that the model may be used; gives its key, as it is at the time of each request. */
  async #access(settings: ModelSettings, mayAsk: boolean): Promise<ModelPorts["key"]> {
    const { keys, approvals, envFile } = this.parts;
    if (!approvals.isApproved(settings) && !(mayAsk && (await approvals.ask(settings)))) {
      throw new ModelError("notApproved", { subject: settings.name });
    }
    const owner = keyOwner(settings);
    const variable = owner && keyVariable(owner);
    const key = async () => owner && (await keys.get(owner));
    if (mayAsk && variable && (await key()) === undefined) await envFile.offer(variable);
    return key;
  }

  #lacks(model: string, option: string): void {
    // No setting names it: Inkling itself would like to know, and does without.
    if (option === "logprobs") return;
    const line = `${model} does not have the option "${option}": it is left out.`;
    if (this.#lacking.has(line)) return;
    this.#lacking.add(line);
    this.parts.logger.info(line);
  }
}

function timeoutsOf({ timeout: { connect, firstToken, idle } }: Settings): Timeouts {
  return { connectMs: connect * 1000, firstChunkMs: firstToken * 1000, idleMs: idle * 1000 };
}
