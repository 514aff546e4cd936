import type { Family, Infill, Licence } from "./catalogueSchema";
import type { ChatTemplate } from "./chatTemplate";
import type { PromptFormat } from "./promptFormat";

export type { ChatTemplate };

/** Who said it. "assumed": nobody did. */
export type FactSource = "user" | "server" | "catalogue" | "assumed";

export interface FactsInput {
  /** What the writer set. */
  readonly user: {
    readonly kind?: Family["kind"];
    /** The id of one of the catalogue's formats. */
    readonly promptFormat?: string;
    readonly contextTokens?: number;
    readonly vision?: boolean;
  };
  /** What the server, or the model's file, says of itself. */
  readonly server?: {
    readonly kind?: Family["kind"];
    readonly contextTokens?: number;
    readonly vision?: boolean;
    readonly chatTemplate?: ChatTemplate;
    /** The licence's id or name, as it is told. */
    readonly licence?: string;
  };
  /** What the catalogue has under the model's id. */
  readonly family?: Family;
}

export interface ModelFacts {
  readonly kind: Family["kind"];
  readonly contextTokens?: number;
  /** Whether it sees images; undefined where nobody says. */
  readonly vision?: boolean;
  /** How a conversation is written down for an endpoint that takes plain text; undefined: as plain text. */
  readonly format?: FormatChoice;
  readonly family?: Family;
  readonly licence?: Licence | { readonly name: string };
  readonly infill?: Infill;
  readonly thinking?: NonNullable<Family["thinking"]>;
  readonly sources: {
    readonly kind: FactSource;
    readonly contextTokens?: FactSource;
    readonly vision?: FactSource;
    readonly format?: FactSource;
  };
}

/** Which format it is to be, for `loadFormat`. */
export interface FormatChoice {
  readonly source: FactSource;
  /** Of the catalogue, or "template". */
  readonly id: string;
  readonly template?: ChatTemplate;
  /** The catalogue's format, for a template that cannot be rendered. */
  readonly fallbackId?: string;
}

/** What is true of a model: the writer's word counts first, then the server's, then the catalogue's. */
export function modelFacts({ user, server = {}, family }: FactsInput): ModelFacts {
  const kind = firstSaid(user.kind, server.kind, family?.kind) ?? { value: "instruct", source: "assumed" };
  const contextTokens = firstSaid(user.contextTokens, server.contextTokens, family?.contextTokens);
  const vision = firstSaid(user.vision, server.vision, family?.vision);
  const format = chooseFormat({ user, server, ...(family && { family }) });
  const licence = server.licence === undefined ? family?.licence : { name: server.licence };
  return {
    kind: kind.value,
    ...(contextTokens && { contextTokens: contextTokens.value }),
    ...(vision && { vision: vision.value }),
    ...(format && { format }),
    ...(family && { family }),
    ...(licence && { licence }),
    ...(family?.infill && { infill: family.infill }),
    ...(family?.thinking && { thinking: family.thinking }),
    sources: {
      kind: kind.source,
      ...(contextTokens && { contextTokens: contextTokens.source }),
      ...(vision && { vision: vision.source }),
      ...(format && { format: format.source }),
    },
  };
}

function firstSaid<T>(
  user: T | undefined,
  server: T | undefined,
  catalogue: T | undefined,
): { readonly value: T; readonly source: FactSource } | undefined {
  if (user !== undefined) return { value: user, source: "user" };
  if (server !== undefined) return { value: server, source: "server" };
  return catalogue === undefined ? undefined : { value: catalogue, source: "catalogue" };
}

function chooseFormat({ user, server, family }: FactsInput): FormatChoice | undefined {
  if (user.promptFormat !== undefined) return { source: "user", id: user.promptFormat };
  const ofFamily = family?.promptFormat;
  const template = server?.chatTemplate;
  if (template !== undefined && !isLlamaCppDefault(template.source)) {
    return {
      source: "server",
      id: "template",
      template,
      ...(ofFamily !== undefined && { fallbackId: ofFamily }),
    };
  }
  return ofFamily === undefined ? undefined : { source: "catalogue", id: ofFamily };
}

/**
 * The format that was chosen, and who in the end it comes from; undefined where there is none with that id, or where
 * a chat template cannot be rendered and the catalogue has nothing in its place. The formats are read from disk by the
 * first use, and Jinja by the first template.
 */
export async function loadFormat({
  source,
  id,
  template,
  fallbackId,
}: FormatChoice): Promise<{ readonly format: PromptFormat; readonly source: FactSource } | undefined> {
  if (template) {
    const { templateFormat } = await import("./chatTemplate");
    const format = await templateFormat(template);
    if (format) return { format, source };
    return fallbackId === undefined ? undefined : loadFormat({ source: "catalogue", id: fallbackId });
  }
  const { catalogueFormat } = await import("./promptFormat");
  const format = catalogueFormat(id);
  return format && { format, source };
}

/**
 * llama-server's `/props` gives this ChatML template when the GGUF has none, with nothing beside it to tell the two
 * cases apart, so exactly this text says nothing about the model: `CHATML_TEMPLATE_SRC` in
 * https://github.com/ggml-org/llama.cpp/blob/master/common/chat.cpp. Published ChatML templates are worded otherwise.
 */
function isLlamaCppDefault(source: string): boolean {
  return source.trim() === LLAMA_CPP_DEFAULT;
}

const LLAMA_CPP_DEFAULT = `{%- for message in messages -%}
  {{- '<|im_start|>' + message.role + '
' + message.content + '<|im_end|>
' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
  {{- '<|im_start|>assistant
' -}}
{%- endif -%}`;
