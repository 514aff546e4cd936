import type { ModelSettings, Provider } from "../settings/settings";
import type { ModelInfo } from "./languageModel";

/** Where each provider is reached when the settings name no address; undefined where there is no network. */
const OWN_ADDRESS: Readonly<Record<Provider, string | undefined>> = {
  openai: "https://api.openai.com/v1",
  "openai-compatible": undefined,
  "azure-openai": undefined,
  // https://github.com/ollama/ollama/blob/main/docs/faq.md: it binds 127.0.0.1 port 11434 by default.
  ollama: "http://127.0.0.1:11434",
  // https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md: --host 127.0.0.1 --port 8080.
  "llama.cpp": "http://127.0.0.1:8080",
  // `@huggingface/inference` sends everything but endpoints through this router.
  huggingface: "https://router.huggingface.co",
  vscode: undefined,
  embedded: undefined,
};

/**
 * Models that Ollama lists like its own and sends on to its cloud: "gpt-oss:120b-cloud", "glm-4.6:cloud"
 * (https://docs.ollama.com/cloud).
 */
const IN_A_CLOUD = /[:-]cloud$/;

/** Whether a server on this machine only passes the text on. */
export function goesThroughOllama({ provider, model = "" }: ModelSettings): boolean {
  return provider === "ollama" && IN_A_CLOUD.test(model);
}

/** Whether the text never leaves this machine; VS Code's models are somebody else's. */
export function staysHere(model: ModelSettings): boolean {
  if (goesThroughOllama(model)) return false;
  const address = modelAddress(model);
  if (address === undefined) return model.provider === "embedded";
  return isThisMachine(new URL(address).hostname);
}

/** Whether a model answers on this machine, as far as its info tells; no host is this process. */
export function runsHere({ host, model }: Pick<ModelInfo, "host" | "model">): boolean {
  if (IN_A_CLOUD.test(model)) return false;
  return host === undefined || isThisMachine(host.replace(/:\d+$/, ""));
}

function isThisMachine(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The address that a model's requests go to; undefined for models that run here or inside VS Code. */
export function modelAddress({ provider, baseUrl }: ModelSettings): string | undefined {
  return baseUrl ?? OWN_ADDRESS[provider];
}
