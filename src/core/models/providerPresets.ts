import type { ModelSettings } from "../settings/settings";

/** One way to add a model: a provider, and for a well-known server its address. */
export interface ProviderPreset {
  /** The maker's own name, the same in every language. */
  readonly label: string;
  readonly provider: ModelSettings["provider"];
  /** Filled in; the writer can change it. */
  readonly baseUrl?: string;
  /** Nobody but the writer knows the address. */
  readonly asksAddress?: true;
  readonly key: "needed" | "optional" | "none";
  /** Where the maker hands out keys. */
  readonly keyPage?: string;
}

/** In the order of the list: on this machine, inside VS Code, the hosts with a key, everything else. */
export const PROVIDER_PRESETS: readonly ProviderPreset[] = [
  {
    label: "Ollama",
    provider: "ollama",
    baseUrl: "http://127.0.0.1:11434",
    asksAddress: true,
    key: "optional",
  },
  {
    label: "LM Studio",
    provider: "openai-compatible",
    baseUrl: "http://127.0.0.1:1234/v1",
    asksAddress: true,
    key: "optional",
  },
  {
    label: "llama.cpp",
    provider: "llama.cpp",
    baseUrl: "http://127.0.0.1:8080",
    asksAddress: true,
    key: "optional",
  },
  { label: "VS Code", provider: "vscode", key: "none" },
  {
    label: "OpenAI",
    provider: "openai",
    key: "needed",
    keyPage: "https://platform.openai.com/api-keys",
  },
  { label: "Azure OpenAI", provider: "azure-openai", asksAddress: true, key: "needed" },
  {
    label: "Hugging Face",
    provider: "huggingface",
    key: "needed",
    keyPage: "https://huggingface.co/settings/tokens",
  },
  {
    label: "Anthropic",
    provider: "openai-compatible",
    // https://docs.anthropic.com/en/api/openai-sdk
    baseUrl: "https://api.anthropic.com/v1",
    key: "needed",
    keyPage: "https://console.anthropic.com/settings/keys",
  },
  {
    label: "DeepSeek",
    provider: "openai-compatible",
    // https://api-docs.deepseek.com
    baseUrl: "https://api.deepseek.com/v1",
    key: "needed",
    keyPage: "https://platform.deepseek.com/api_keys",
  },
  {
    label: "Google Gemini",
    provider: "openai-compatible",
    // https://ai.google.dev/gemini-api/docs/openai
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    key: "needed",
    keyPage: "https://aistudio.google.com/apikey",
  },
  {
    label: "Groq",
    provider: "openai-compatible",
    // https://console.groq.com/docs/openai
    baseUrl: "https://api.groq.com/openai/v1",
    key: "needed",
    keyPage: "https://console.groq.com/keys",
  },
  {
    label: "Mistral",
    provider: "openai-compatible",
    // https://docs.mistral.ai/api
    baseUrl: "https://api.mistral.ai/v1",
    key: "needed",
    keyPage: "https://console.mistral.ai/api-keys",
  },
  {
    label: "OpenRouter",
    provider: "openai-compatible",
    // https://openrouter.ai/docs/quickstart
    baseUrl: "https://openrouter.ai/api/v1",
    key: "needed",
    keyPage: "https://openrouter.ai/keys",
  },
  { label: "OpenAI-compatible", provider: "openai-compatible", asksAddress: true, key: "optional" },
];
