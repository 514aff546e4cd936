/** What real servers say of their models, as their documentation shows it, shortened to what differs. */

/** https://platform.openai.com/docs/api-reference/models/list */
export const OPENAI_LIST = {
  object: "list",
  data: [
    { id: "gpt-4.1", object: "model", created: 1744316542, owned_by: "system" },
    { id: "text-embedding-3-small", object: "model", created: 1705948997, owned_by: "system" },
  ],
};

/** ModelCard of https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/protocol.py */
export const VLLM_LIST = {
  object: "list",
  data: [
    {
      id: "writer",
      object: "model",
      created: 1747143320,
      owned_by: "vllm",
      root: "Qwen/Qwen2.5-7B-Instruct",
      parent: null,
      max_model_len: 16384,
      permission: [{ id: "modelperm-1", object: "model_permission" }],
    },
  ],
};

/** https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md#get-v1models-openai-compatible-model-info-api */
export const LLAMA_CPP_LIST = {
  object: "list",
  data: [
    {
      id: "../models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
      object: "model",
      created: 1735142223,
      owned_by: "llamacpp",
      meta: {
        vocab_type: 2,
        n_vocab: 128256,
        n_ctx_train: 131072,
        n_embd: 4096,
        n_params: 8030261312,
        size: 4912898304,
      },
    },
  ],
};

/** The same document, GET /props. */
export function llamaCppProps(chatTemplate: string) {
  return {
    default_generation_settings: {
      id: 0,
      id_task: -1,
      n_ctx: 8192,
      speculative: false,
      params: { n_predict: -1 },
    },
    total_slots: 1,
    model_path: "../models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
    chat_template: chatTemplate,
    bos_token: "<|begin_of_text|>",
    eos_token: "<|eot_id|>",
    modalities: { vision: false },
    build_info: "b8681-Debian",
    is_sleeping: false,
  };
}

/** CHATML_TEMPLATE_SRC of https://github.com/ggml-org/llama.cpp/blob/master/common/chat.cpp: what /props says of weights without one. */
export const LLAMA_CPP_STAND_IN =
  "{%- for message in messages -%}\n" +
  "  {{- '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' -}}\n" +
  "{%- endfor -%}\n" +
  "{%- if add_generation_prompt -%}\n" +
  "  {{- '<|im_start|>assistant\n' -}}\n" +
  "{%- endif -%}";

/** A template in its own words. */
export const TEMPLATE =
  "{% for m in messages %}<|start_header_id|>{{ m['role'] }}<|end_header_id|>\n\n{{ m['content'] }}<|eot_id|>{% endfor %}";

/** LM Studio's `/v1/models`: https://lmstudio.ai/docs/developer/openai-compat/models */
export const LM_STUDIO_OPENAI_LIST = {
  object: "list",
  data: [
    { id: "meta-llama-3.1-8b-instruct", object: "model", owned_by: "organization_owner" },
    { id: "text-embedding-nomic-embed-text-v1.5", object: "model", owned_by: "organization_owner" },
  ],
};

/** LM Studio's own `/api/v0/models`: https://lmstudio.ai/docs/developer/rest/endpoints */
export const LM_STUDIO_LIST = {
  object: "list",
  data: [
    {
      id: "qwen2-vl-7b-instruct",
      object: "model",
      type: "vlm",
      publisher: "mlx-community",
      arch: "qwen2_vl",
      compatibility_type: "mlx",
      quantization: "4bit",
      state: "not-loaded",
      max_context_length: 32768,
    },
    {
      id: "meta-llama-3.1-8b-instruct",
      object: "model",
      type: "llm",
      publisher: "lmstudio-community",
      arch: "llama",
      compatibility_type: "gguf",
      quantization: "Q4_K_M",
      state: "loaded",
      max_context_length: 131072,
      loaded_context_length: 8192,
    },
    {
      id: "text-embedding-nomic-embed-text-v1.5",
      object: "model",
      type: "embeddings",
      publisher: "nomic-ai",
      arch: "nomic-bert",
      compatibility_type: "gguf",
      quantization: "Q4_0",
      state: "not-loaded",
      max_context_length: 2048,
    },
  ],
};

/** https://openrouter.ai/docs/models#model-object-schema */
export const OPENROUTER_LIST = {
  data: [
    {
      id: "google/gemini-2.5-pro",
      canonical_slug: "google/gemini-2.5-pro",
      context_length: 1048576,
      architecture: {
        input_modalities: ["text", "image", "file"],
        output_modalities: ["text"],
        instruct_type: null,
      },
      top_provider: { is_moderated: false },
    },
    {
      id: "openai/gpt-3.5-turbo",
      canonical_slug: "openai/gpt-3.5-turbo",
      context_length: 16385,
      architecture: { input_modalities: ["text"], output_modalities: ["text"], instruct_type: null },
    },
    {
      id: "google/an-image-model",
      canonical_slug: "google/an-image-model",
      context_length: 32768,
      architecture: { input_modalities: ["text"], output_modalities: ["image"], instruct_type: null },
    },
  ],
};

/** https://docs.together.ai/reference/models: a bare array */
export const TOGETHER_LIST = [
  {
    id: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    object: "model",
    created: 0,
    type: "chat",
    organization: "Meta",
    license: "llama-3.3",
    context_length: 131072,
    pricing: { input: 0.88, output: 0.88 },
  },
  {
    id: "meta-llama/Meta-Llama-3-8B",
    object: "model",
    created: 0,
    type: "language",
    license: "llama-3",
    context_length: 8192,
    pricing: { input: 0.2, output: 0.2 },
  },
  { id: "BAAI/bge-large-en-v1.5", object: "model", created: 0, type: "embedding", context_length: 512 },
  { id: "black-forest-labs/FLUX.1-schnell", object: "model", created: 0, type: "image", license: null },
];

const MISTRAL_CAPABILITIES = {
  function_calling: false,
  fine_tuning: false,
  vision: false,
  classification: false,
};

/** https://docs.mistral.ai/api/#tag/models: "base" is a model that no customer fine-tuned */
export const MISTRAL_LIST = {
  object: "list",
  data: [
    {
      id: "mistral-small-latest",
      object: "model",
      created: 1756746619,
      owned_by: "mistralai",
      capabilities: { ...MISTRAL_CAPABILITIES, completion_chat: true, completion_fim: false, vision: true },
      max_context_length: 131072,
      aliases: ["mistral-small-2506"],
      deprecation: null,
      type: "base",
    },
    {
      id: "mistral-embed",
      object: "model",
      created: 1756746619,
      owned_by: "mistralai",
      capabilities: { ...MISTRAL_CAPABILITIES, completion_chat: false, completion_fim: false },
      max_context_length: 8192,
      aliases: [],
      type: "base",
    },
  ],
};

/** https://console.groq.com/docs/api-reference#models */
export const GROQ_LIST = {
  object: "list",
  data: [
    {
      id: "llama3-70b-8192",
      object: "model",
      owned_by: "Meta",
      active: true,
      context_window: 8192,
      public_apps: null,
    },
    {
      id: "gone",
      object: "model",
      owned_by: "Google",
      active: false,
      context_window: 8192,
      public_apps: null,
    },
  ],
};

/** https://platform.claude.com/docs/en/api/models/list */
export const ANTHROPIC_LIST = {
  data: [
    {
      id: "claude-opus-4-6",
      created_at: "2026-02-04T00:00:00Z",
      display_name: "Claude Opus 4.6",
      max_input_tokens: 200000,
      max_tokens: 128000,
      capabilities: { image_input: { supported: true }, thinking: { supported: true } },
      type: "model",
    },
  ],
  first_id: "claude-opus-4-6",
  has_more: false,
  last_id: "claude-opus-4-6",
};

/** https://ai.google.dev/gemini-api/docs/openai#list-models */
export const GEMINI_LIST = {
  object: "list",
  data: [
    { id: "models/gemini-2.5-flash", object: "model", owned_by: "google", display_name: "Gemini 2.5 Flash" },
  ],
};

/** https://github.com/ollama/ollama/blob/main/docs/api.md#list-local-models, with an embedding model of its library */
export const OLLAMA_TAGS = {
  models: [
    {
      name: "llama3.2:latest",
      model: "llama3.2:latest",
      modified_at: "2025-05-04T17:37:44.706015396-07:00",
      size: 2019393189,
      digest: "a80c4f17acd55265feec403c7aef86be0c25983ab279d83f3bcd3abbcb5b8b72",
      details: {
        parent_model: "",
        format: "gguf",
        family: "llama",
        families: ["llama"],
        parameter_size: "3.2B",
        quantization_level: "Q4_K_M",
      },
    },
    {
      name: "nomic-embed-text:latest",
      model: "nomic-embed-text:latest",
      modified_at: "2025-05-04T17:37:44.706015396-07:00",
      size: 274302450,
      digest: "0a109f422b47e3a30ba2b10eca18548e944e8a23073ee3f3e947efcf3c45e59f",
      details: { format: "gguf", family: "nomic-bert", families: ["nomic-bert"], parameter_size: "137M" },
    },
  ],
};

/** https://github.com/ollama/ollama/blob/main/docs/api.md#show-model-information */
export const OLLAMA_SHOW = {
  modelfile: '# Modelfile generated by "ollama show"\nFROM /models/blobs/sha256-1\n',
  parameters: 'num_keep                       24\nstop                           "<|start_header_id|>"',
  template:
    "{{ if .System }}<|start_header_id|>system<|end_header_id|>\n\n{{ .System }}<|eot_id|>{{ end }}{{ .Prompt }}",
  details: { parent_model: "", format: "gguf", family: "llama", families: ["llama"], parameter_size: "8.0B" },
  model_info: { "general.architecture": "llama", "llama.context_length": 8192 },
  license: "LLAMA 3 COMMUNITY LICENSE\nand its text",
  capabilities: ["completion"],
};

/** `Info` of https://github.com/huggingface/text-generation-inference/blob/main/docs/openapi.json */
export const TGI_INFO = {
  model_id: "Qwen/Qwen2.5-7B-Instruct",
  model_sha: "e985a69721498e513ac754f883cc721338fcf5f8",
  model_pipeline_tag: "text-generation",
  max_concurrent_requests: 128,
  max_best_of: 2,
  max_stop_sequences: 4,
  max_input_tokens: 4095,
  max_total_tokens: 4096,
  validation_workers: 2,
  router: "text-generation-router",
  version: "3.3.6",
};
