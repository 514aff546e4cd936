import type * as vscode from "vscode";
import { modelAddress } from "../core/models/modelAddress";
import type { ModelSettings } from "../core/settings/settings";

/** A key belongs to one provider at one host, so that it is never sent to another. */
export interface KeyOwner {
  readonly provider: ModelSettings["provider"];
  readonly host: string;
  /** Whether what is sent there can be read on the way. */
  readonly encrypted: boolean;
}

/** Variables by name: the environment's, or those of a `.env` file. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Under which name the makers of these hosts tell people to keep a key in the environment. */
const VARIABLES: Readonly<Record<string, string>> = {
  "api.openai.com": "OPENAI_API_KEY",
  "router.huggingface.co": "HF_TOKEN",
  "openrouter.ai": "OPENROUTER_API_KEY",
  "api.deepseek.com": "DEEPSEEK_API_KEY",
  "api.mistral.ai": "MISTRAL_API_KEY",
  "api.groq.com": "GROQ_API_KEY",
  "api.anthropic.com": "ANTHROPIC_API_KEY",
  "generativelanguage.googleapis.com": "GEMINI_API_KEY",
};

/** Whose key `model` uses; undefined where none is needed: on this machine, inside VS Code, with an account. */
export function keyOwner(model: ModelSettings): KeyOwner | undefined {
  const address = modelAddress(model);
  if (address === undefined || model.auth === "entra") return undefined;
  const { host, protocol } = new URL(address);
  return { provider: model.provider, host, encrypted: protocol === "https:" };
}

const HUB_HOST = "huggingface.co";

/** Whose key the Hub at this address is sent: Hugging Face's own has one key for models and downloads. */
export function hubOwner(url: string): KeyOwner {
  const { host, protocol } = new URL(url);
  const isOwn = host === HUB_HOST && protocol === "https:";
  return {
    provider: "huggingface",
    host: isOwn ? "router.huggingface.co" : host,
    encrypted: protocol === "https:",
  };
}

/** The variable that holds this owner's key, for the hosts of known makers and never for what goes in the clear. */
export function keyVariable({ host, encrypted }: KeyOwner): string | undefined {
  if (!encrypted) return undefined;
  if (host.endsWith(".endpoints.huggingface.cloud")) return "HF_TOKEN";
  if (host.endsWith(".openai.azure.com")) return "AZURE_OPENAI_API_KEY";
  return VARIABLES[host];
}

/**
 * The writer's keys: VS Code's SecretStorage, else the environment, else a `.env` file that the writer allowed,
 * each for the hosts of its own maker alone.
 */
export class ApiKeys {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly environment: Variables,
    private readonly envFile: { variables(): Promise<Variables> },
  ) {}

  async get(owner: KeyOwner): Promise<string | undefined> {
    const stored = await this.secrets.get(secretName(owner));
    const variable = keyVariable(owner);
    if (stored !== undefined || variable === undefined) return stored;
    return nonEmpty(this.environment[variable]) ?? nonEmpty((await this.envFile.variables())[variable]);
  }

  async set(owner: KeyOwner, key: string): Promise<void> {
    await this.secrets.store(secretName(owner), key);
  }

  /** Forgets the stored key; one in the environment is not ours to remove. */
  async remove(owner: KeyOwner): Promise<void> {
    await this.secrets.delete(secretName(owner));
  }
}

/** An empty variable is as good as none. */
function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

function secretName({ provider, host }: KeyOwner): string {
  return `inkling.key:${provider}:${host}`;
}
