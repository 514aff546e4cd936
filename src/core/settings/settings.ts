/** Whom a model is asked through; one adapter each. */
export const PROVIDERS = [
  "openai",
  "openai-compatible",
  "azure-openai",
  "ollama",
  "llama.cpp",
  "huggingface",
  "vscode",
  "embedded",
] as const;

export type Provider = (typeof PROVIDERS)[number];

/**
 * Generation options under the names of the Hugging Face pipeline
 * (https://huggingface.co/docs/transformers/main_classes/text_generation).
 */
export interface GenerationOptions {
  /** The most tokens of the answer. */
  readonly max_new_tokens?: number;
  /** The most tokens of prompt and answer together. */
  readonly max_length?: number;
  /** false is greedy: always the likeliest token. */
  readonly do_sample?: boolean;
  readonly top_k?: number;
  readonly top_p?: number;
  readonly temperature?: number;
  /** How many answers to one prompt, where several can be shown. */
  readonly num_return_sequences?: number;
  /** 1 is none; higher repeats less. */
  readonly repetition_penalty?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
}

/** What a model of the Hub can be made for that a command asks for (https://huggingface.co/tasks). */
export const MODEL_TASKS = [
  "text-classification",
  "token-classification",
  "zero-shot-classification",
  "question-answering",
] as const;

export type ModelTask = (typeof MODEL_TASKS)[number];

/** One entry of `inkling.models`, checked. */
export interface ModelSettings {
  readonly name: string;
  readonly provider: Provider;
  /** The provider's id of the model; Azure's name of the deployment; VS Code's model id or family. */
  readonly model?: string;
  /** Where the requests go; the provider's own address when left out. */
  readonly baseUrl?: string;
  /** base: the model only goes on with text. Default: what the server or the catalogue says, else instruct. */
  readonly kind?: "instruct" | "base";
  /**
   * Which of a server's ways of asking: a conversation, OpenAI's Responses, or plain text (`/v1/completions`,
   * Hugging Face's text generation). Default: chat for instruct models, completions for base ones.
   */
  readonly api?: "chat" | "responses" | "completions";
  /** A format of the catalogue in which a conversation is written where the endpoint takes plain text. */
  readonly promptFormat?: string;
  /** OpenAI: sent as `OpenAI-Organization` and `OpenAI-Project`. */
  readonly organization?: string;
  readonly project?: string;
  /** Sent with each request; `${key}` in a value stands for the stored API key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Put into each request's JSON body, over what Inkling itself puts there. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Azure: for instance "2024-10-21". */
  readonly apiVersion?: string;
  /** Azure: an API key, or a token of VS Code's Microsoft account. Default "key". */
  readonly auth?: "key" | "entra";
  /** Hugging Face: which of the Hub's inference providers; default "auto". */
  readonly inferenceProvider?: string;
  /** Hugging Face: the one task that the model was made for. It is asked for that alone, never in words. */
  readonly task?: ModelTask;
  /** VS Code: whose models, for instance "copilot". */
  readonly vendor?: string;
  /** Embedded: the GGUF file, absolute or beginning with "~/". */
  readonly path?: string;
  /** Embedded: CPU threads; default 1 for tiny models, else physical cores. */
  readonly threads?: number;
  /** Embedded: layers on the graphics card, "off" or "auto". Default: auto on macOS, else off. */
  readonly gpu?: "auto" | "off" | number;
  /** The context window in tokens. */
  readonly contextTokens?: number;
  /** Whether the model sees images. Default: what the server or the catalogue says, else not. */
  readonly vision?: boolean;
  readonly temperature?: number;
  /** Used where a request does not say otherwise; `max_new_tokens` and `max_length` are upper bounds. */
  readonly generation?: GenerationOptions;
  /**
   * The address or the file comes from workspace settings, so it needs the writer's approval.
   * Set when the settings are read, never by the writer.
   */
  readonly fromWorkspace?: boolean;
}

export type Face = "actions" | "ghostText" | "chat";

/** What a million tokens cost. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** ISO 4217; default USD. */
  readonly currency?: string;
}

/** Parts of a document in which no prose is written, or seldom. */
export type Aside =
  "frontMatter" | "codeFence" | "inlineCode" | "math" | "url" | "htmlTag" | "comment" | "command";

/** For which models something is done: none, those on this machine, or all. */
export type Models = "off" | "local" | "all";

export interface GhostTextSettings {
  readonly enabled: boolean;
  /** VS Code language ids. */
  readonly languages: readonly string[];
  /** When a model is asked by itself: whenever the typing pauses, only where a word has ended, or never. */
  readonly eagerness: "afterPause" | "atWordEnds" | "onlyWhenAsked";
  /** The bounds of the wait, in milliseconds of quiet, between which it adapts to the writer and the model. */
  readonly minDelay: number;
  readonly maxDelay: number;
  /** How much is offered at once. */
  readonly length: "phrase" | "sentence" | "paragraph";
  /** How much of the text before and after the cursor is sent at the most, in estimated tokens. */
  readonly contextTokens: number;
  readonly suffixTokens: number;
  /** What every continuation has to keep to, in the writer's own words. */
  readonly instruction: string;
  /** Whether paragraphs of other open documents are sent along. */
  readonly otherDocuments: Models;
  /** Whether what follows a suggestion is asked for before it is accepted. */
  readonly speculate: Models;
  /** Whether it is offered there too. */
  readonly inside: Readonly<Record<Aside, boolean>>;
}

/** How a suggestion is shown: in the line itself, below its text, side by side in a comparison, or as its size suggests. */
export type ReviewSetting = "auto" | "inline" | "thread" | "diff";

/** Every setting, typed and checked. */
export interface Settings {
  readonly models: readonly ModelSettings[];
  /** Which model serves which face: a name from `models`, or "demo". */
  readonly model: Readonly<Record<Face, string>>;
  readonly ghostText: GhostTextSettings;
  readonly review: { readonly view: ReviewSetting };
  readonly timeout: {
    /** Seconds until a connection is made. */
    readonly connect: number;
    /** Seconds until the first piece of the answer: a cold local server reads its weights first. */
    readonly firstToken: number;
    /** Seconds between two pieces of an answer. */
    readonly idle: number;
  };
  /** Requests to one host at the same time. */
  readonly requestsPerHost: number;
  /** By model id, or by a model's name in `models`. */
  readonly prices: Readonly<Record<string, Price>>;
  /** Which models VS Code's own chat and other extensions may use: none, those on this machine, or all. */
  readonly offerModels: Models;
  readonly hub: {
    /** Where weights are downloaded from: the Hugging Face Hub or a mirror. */
    readonly url: string;
  };
  readonly embedded: {
    /** Minutes without a request after which the child process is stopped. */
    readonly idleMinutes: number;
  };
}

/** The demo model's name: always there, needs nothing. */
export const DEMO_MODEL = "demo";

/** The defaults of package.json (a test keeps the two equal). */
export const DEFAULT_SETTINGS: Settings = Object.freeze<Settings>({
  models: [],
  model: { actions: DEMO_MODEL, ghostText: DEMO_MODEL, chat: DEMO_MODEL },
  ghostText: {
    enabled: true,
    languages: ["markdown", "plaintext", "latex", "tex", "restructuredtext", "asciidoc", "git-commit"],
    eagerness: "afterPause",
    minDelay: 0,
    maxDelay: 500,
    length: "sentence",
    contextTokens: 1000,
    suffixTokens: 200,
    instruction: "",
    otherDocuments: "local",
    speculate: "local",
    inside: {
      frontMatter: false,
      codeFence: false,
      inlineCode: false,
      math: false,
      url: false,
      htmlTag: false,
      comment: false,
      command: false,
    },
  },
  review: { view: "auto" },
  timeout: { connect: 10, firstToken: 180, idle: 60 },
  requestsPerHost: 4,
  prices: {},
  offerModels: "local",
  hub: { url: "https://huggingface.co" },
  embedded: { idleMinutes: 10 },
});
