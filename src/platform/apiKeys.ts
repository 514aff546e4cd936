import type * as vscode from "vscode";
import type { ModelSettings } from "../core/settings/settings";

/** A key belongs to one provider at one host, so that it is never sent to another. */
export interface KeyOwner {
  readonly provider: ModelSettings["provider"];
  readonly host: string;
  /** Whether what is sent there can be read on the way. */
  readonly encrypted: boolean;
}

const OPENAI_HOST = "api.openai.com";
const HUGGINGFACE_HOST = "router.huggingface.co";

/** Whose key `model` uses; undefined for embedded models, which need none. */
export function keyOwner({ provider, baseUrl }: ModelSettings): KeyOwner | undefined {
  if (provider === "embedded") return undefined;
  const own = provider === "huggingface" ? HUGGINGFACE_HOST : OPENAI_HOST;
  const { host, protocol } = new URL(baseUrl ?? `https://${own}`);
  return { provider, host, encrypted: protocol === "https:" };
}

/**
 * The writer's keys: VS Code's SecretStorage, else the environment (`OPENAI_API_KEY`, `HF_TOKEN`) for the
 * hosts of their own makers alone, and never in the clear.
 */
export class ApiKeys {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  async get(owner: KeyOwner): Promise<string | undefined> {
    return (await this.secrets.get(secretName(owner))) ?? this.#fromEnvironment(owner);
  }

  async set(owner: KeyOwner, key: string): Promise<void> {
    await this.secrets.store(secretName(owner), key);
  }

  /** Forgets the stored key; one in the environment is not ours to remove. */
  async remove(owner: KeyOwner): Promise<void> {
    await this.secrets.delete(secretName(owner));
  }

  #fromEnvironment({ host, encrypted }: KeyOwner): string | undefined {
    if (!encrypted) return undefined;
    if (host === OPENAI_HOST) return nonEmpty(this.environment.OPENAI_API_KEY);
    const ofHuggingFace = host === HUGGINGFACE_HOST || host.endsWith(".endpoints.huggingface.cloud");
    return ofHuggingFace ? nonEmpty(this.environment.HF_TOKEN) : undefined;
  }
}

/** An empty variable is as good as none. */
function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

function secretName({ provider, host }: KeyOwner): string {
  return `inkling.key:${provider}:${host}`;
}
