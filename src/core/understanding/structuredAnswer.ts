import type * as v from "valibot";
import { adaptPrompt } from "../models/adaptPrompt";
import type { AnswerSchema, LanguageModel } from "../models/languageModel";
import { ModelError } from "../models/modelError";
import type { ChatPrompt, Example } from "../models/prompt";
import { estimateTokens } from "../text/tokenEstimate";
import { readJson } from "./readJson";

/** What is asked, and of what. */
export interface StructuredQuestion {
  readonly system: string;
  /** The material, and what to do with it. */
  readonly content: string;
  /** How it is done, for models that only go on with text. */
  readonly examples: readonly Example[];
  /** The most tokens of the answer itself; what a model thinks before it comes on top. */
  readonly maxTokens: number;
}

/** The form that an answer must have: for the server, and for the check of what came. */
export interface AnswerForm<T> {
  readonly jsonSchema: AnswerSchema;
  readonly check: v.GenericSchema<unknown, T>;
}

/** A model that thinks spends about so much before it answers; that it does, not everybody's facts tell. */
const THINKING_TOKENS = 4000;
/** How much of an answer of the wrong form is shown to the model again. */
const SHOWN_CHARACTERS = 1500;
/** Room that is left for what the estimate of the prompt is wrong by. */
const SPARE_TOKENS = 32;

/**
 * Asks for JSON and checks it. A model that answers in another form is told what is wrong and asked once more.
 * Throws ModelError: "badAnswer" when it is wrong again, "filtered" when the provider stopped it, "aborted", "tooLong"
 * where the question leaves no room for the answer, and whatever the model throws.
 */
export async function structuredAnswer<T>(
  model: LanguageModel,
  question: StructuredQuestion,
  form: AnswerForm<T>,
  signal: AbortSignal,
): Promise<T> {
  const first = await ask(model, question, form, signal);
  if ("value" in first) return first.value;
  const again = {
    ...question,
    content: question.content + complaint(first),
    maxTokens: question.maxTokens + (first.lacksRoom ? THINKING_TOKENS : 0),
  };
  const second = await ask(model, again, form, signal).catch((error: unknown) => {
    // The question alone had room.
    if (error instanceof ModelError && error.reason === "tooLong") return first;
    throw error;
  });
  if ("value" in second) return second.value;
  // Without the problem, which may quote the text.
  throw new ModelError("badAnswer", { subject: model.info.name });
}

interface Unusable {
  /** In words for the model. */
  readonly problem: string;
  readonly said: string;
  /** It ran out of tokens, and thought before: an answer that never ends needs no more of them. */
  readonly lacksRoom: boolean;
}

type Read<T> = { readonly value: T } | Unusable;

async function ask<T>(
  model: LanguageModel,
  question: StructuredQuestion,
  { jsonSchema, check }: AnswerForm<T>,
  signal: AbortSignal,
): Promise<Read<T>> {
  const { info } = model;
  const { system, content, examples } = question;
  const prompt: ChatPrompt = { kind: "chat", system, messages: [{ role: "user", content }], examples };
  const sampling = { maxTokens: answerTokens(question, model), temperature: 0 };
  let said = "";
  let isCut = false;
  let hasThought = false;
  for await (const chunk of model.stream(
    { prompt: adaptPrompt(prompt, info), sampling, jsonSchema },
    signal,
  )) {
    if (chunk.kind === "text" && !chunk.candidate) said += chunk.text;
    hasThought ||= chunk.kind === "reasoning";
    if (chunk.kind !== "finish") continue;
    if (chunk.reason === "filtered") throw new ModelError("filtered", { subject: info.model });
    isCut = chunk.reason === "length";
  }
  const read = readJson(said, check);
  if ("value" in read) return read;
  return {
    problem: isCut ? "it was cut off before its end" : read.problem,
    said,
    // Not every server shows what was thought.
    lacksRoom: isCut && (hasThought || said.trim() === ""),
  };
}

/** What fits into the context window beside the question. Throws ModelError "tooLong" when that is nothing. */
function answerTokens(
  { system, content, examples, maxTokens }: StructuredQuestion,
  model: LanguageModel,
): number {
  const { contextTokens = Infinity, kind, facts, model: subject } = model.info;
  // OpenAI's models that take no temperature are those that think.
  const thinks = facts?.thinking !== undefined || facts?.family?.refusesSampling === true;
  const wanted = maxTokens + (thinks ? THINKING_TOKENS : 0);
  const shown = kind === "base" ? examples.map(({ input, output }) => input + output).join("") : "";
  const askedTokens = estimateTokens(system + shown + content) + SPARE_TOKENS;
  if (askedTokens >= contextTokens) {
    throw new ModelError("tooLong", { subject, limitTokens: contextTokens, askedTokens });
  }
  return Math.min(wanted, contextTokens - askedTokens);
}

function complaint({ problem, said }: Unusable): string {
  const shown = said.trim().slice(0, SHOWN_CHARACTERS);
  return (
    `\n\nYour last answer cannot be used: ${problem}. It began:\n<answer>\n${shown}\n</answer>\n` +
    "Answer again, with nothing but the JSON object that was asked for."
  );
}
