export type Provider = "openai" | "openai-compatible" | "huggingface" | "embedded";

/** One entry of `inkling.models`, checked. */
export interface ModelSettings {
  readonly name: string;
  readonly provider: Provider;
  /** The provider's id of the model. Not used by embedded. */
  readonly model?: string;
  /** Where the requests go; the provider's own address when left out. */
  readonly baseUrl?: string;
  /** base: plain continuation through `/v1/completions` or text generation. Default: instruct. */
  readonly kind?: "instruct" | "base";
  /** Hugging Face: which of the Hub's inference providers; default "auto". */
  readonly inferenceProvider?: string;
  /** Embedded: the GGUF file, absolute or beginning with "~/". */
  readonly path?: string;
  /** Embedded: CPU threads; default 1 for tiny models, else physical cores. */
  readonly threads?: number;
  /** The context window in tokens. */
  readonly contextTokens?: number;
  readonly temperature?: number;
  /**
   * The address or the file comes from workspace settings, so it needs the writer's approval.
   * Set when the settings are read, never by the writer.
   */
  readonly fromWorkspace?: boolean;
}

export type Face = "actions" | "ghostText" | "chat";

/** Every setting, typed and checked. */
export interface Settings {
  readonly models: readonly ModelSettings[];
  /** Which model serves which face: a name from `models`, or "demo". */
  readonly model: Readonly<Record<Face, string>>;
  readonly ghostText: {
    readonly enabled: boolean;
    /** VS Code language ids. */
    readonly languages: readonly string[];
    /** Milliseconds of quiet before a model is asked. */
    readonly delay: number;
  };
  /** Seconds without a byte after which a request is given up. */
  readonly requestTimeout: number;
  readonly embedded: {
    /** Minutes without a request after which the child process is stopped. */
    readonly idleMinutes: number;
  };
}

/** The demo model's name: always there, needs nothing. */
export const DEMO_MODEL = "demo";

/** The defaults of package.json (a test keeps the two equal). */
export const DEFAULT_SETTINGS: Settings = Object.freeze({
  models: [],
  model: { actions: DEMO_MODEL, ghostText: DEMO_MODEL, chat: DEMO_MODEL },
  ghostText: {
    enabled: true,
    languages: ["markdown", "plaintext", "latex", "tex", "restructuredtext", "asciidoc", "git-commit"],
    delay: 250,
  },
  requestTimeout: 60,
  embedded: { idleMinutes: 10 },
});
