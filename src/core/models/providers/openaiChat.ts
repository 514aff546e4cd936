import type { ModelSettings } from "../../settings/settings";
import type { AnswerSchema, TokenUsage } from "../languageModel";
import { openAiMessages } from "./openaiMessages";
import type { Delta, Way } from "./openaiStream";

/** `/chat/completions` (https://platform.openai.com/docs/api-reference/chat/create). */
export function chatWay({ provider }: Pick<ModelSettings, "provider">): Way {
  return {
    wire: provider === "openai-compatible" ? "compatible chat" : "openai chat",
    prompts: ["chat"],
    write: (prompt) =>
      prompt.kind === "chat"
        ? { path: "/chat/completions", body: { messages: openAiMessages(prompt) } }
        : undefined,
    form: (schema) => ({ response_format: responseFormat(schema) }),
    read: readChoices,
  };
}

/** https://platform.openai.com/docs/guides/structured-outputs, and whoever is compatible with it. */
export function responseFormat({ name, schema }: AnswerSchema) {
  return { type: "json_schema" as const, json_schema: { name, schema, strict: true } };
}

/** An event of chat and of completions: the first has a delta, the second a text. */
interface ChoicesEvent {
  readonly choices?: readonly Choice[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
}

interface Choice {
  readonly index?: number;
  readonly text?: string | null;
  readonly delta?: {
    readonly content?: Content;
    /** Not OpenAI's own: servers send the model's thinking under one of two names. */
    readonly reasoning_content?: string | null;
    readonly reasoning?: string | null;
  } | null;
  readonly finish_reason?: string | null;
  readonly logprobs?: {
    readonly content?: readonly { readonly logprob: number }[] | null;
    readonly token_logprobs?: readonly (number | null)[] | null;
  } | null;
}

/** Mistral's thinking models send parts (https://docs.mistral.ai/capabilities/reasoning/), all others a string. */
type Content = string | readonly Part[] | null;

interface Part {
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: Content;
}

/** What chat and completions stream. */
export function readChoices({ choices, usage }: ChoicesEvent): Delta | undefined {
  if (!Array.isArray(choices)) return undefined;
  return {
    pieces: (choices as readonly Choice[]).map(readChoice),
    usage: usage ? readUsage(usage) : undefined,
  };
}

function readChoice({ index, text, delta, finish_reason: finish, logprobs }: Choice) {
  return {
    candidate: index,
    text: text ?? textIn(delta?.content),
    reasoning: textIn(delta?.reasoning_content ?? delta?.reasoning) || thinkingIn(delta?.content),
    finish,
    logprob: sum(logprobs?.content?.map(({ logprob }) => logprob) ?? logprobs?.token_logprobs),
  };
}

function textIn(content: Content | undefined): string {
  if (typeof content === "string") return content;
  return partsOf(content)
    .map(({ text = "" }) => text)
    .join("");
}

function thinkingIn(content: Content | undefined): string {
  return partsOf(content)
    .map(({ thinking }) => textIn(thinking))
    .join("");
}

function partsOf(content: Content | undefined): readonly Part[] {
  return Array.isArray(content) ? (content as readonly Part[]) : [];
}

/** undefined where nothing was measured. */
function sum(logprobs: readonly (number | null)[] | null | undefined): number | undefined {
  if (!logprobs?.length) return undefined;
  return logprobs.reduce<number>((total, logprob) => total + (logprob ?? 0), 0);
}

function readUsage(usage: NonNullable<ChoicesEvent["usage"]>): TokenUsage {
  return { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens };
}
