import * as v from "valibot";
import type { ModelErrorReason } from "../models/modelError";

/** The check of one line of a chat's file: it may be damaged, or somebody else's. What is not known is left out. */

const text = v.string();
/** Milliseconds since 1970; a date can hold no more (https://tc39.es/ecma262/#sec-time-values-and-time-range). */
const moment = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const count = v.pipe(v.number(), v.minValue(0));
const id = v.pipe(text, v.nonEmpty(), v.maxLength(200));

const options = v.object({
  system: v.exactOptional(text),
  maxTokens: v.exactOptional(count),
  temperature: v.exactOptional(v.number()),
  topP: v.exactOptional(v.number()),
  topK: v.exactOptional(v.number()),
  repetitionPenalty: v.exactOptional(v.number()),
  seed: v.exactOptional(v.number()),
  stop: v.exactOptional(v.array(text)),
  candidates: v.exactOptional(count),
  logprobs: v.exactOptional(v.boolean()),
});

const contextItem = v.object({
  kind: v.picklist(["selection", "file", "editors", "heading", "folder", "answer", "image"]),
  label: text,
  text,
  tokens: count,
  wholeTokens: v.exactOptional(count),
  image: v.exactOptional(v.object({ mimeType: text, data: text })),
});

const failure = v.object({
  // Only the wording asks what it is, and has words for one that it does not know.
  reason: v.custom<ModelErrorReason>((value) => typeof value === "string"),
  subject: v.exactOptional(text),
  detail: v.exactOptional(text),
  status: v.exactOptional(v.number()),
  retryAfterMs: v.exactOptional(v.number()),
  limitTokens: v.exactOptional(v.number()),
  askedTokens: v.exactOptional(v.number()),
});

const usage = v.object({
  promptTokens: count,
  completionTokens: count,
  estimated: v.exactOptional(v.literal(true)),
});

export const chatEventSchema = v.variant("kind", [
  v.object({ kind: v.literal("created"), title: text, at: moment }),
  v.object({ kind: v.literal("renamed"), title: text, at: moment }),
  v.object({
    kind: v.literal("added"),
    id,
    parentId: v.nullable(id),
    role: v.picklist(["user", "assistant"]),
    content: text,
    at: moment,
    options: v.exactOptional(options),
    context: v.exactOptional(v.array(contextItem)),
    quoted: v.exactOptional(v.array(v.object({ name: text, start: count, end: count }))),
  }),
  v.object({ kind: v.literal("text"), id, text }),
  v.object({ kind: v.literal("reasoning"), id, text }),
  v.object({ kind: v.literal("model"), id, name: text, host: v.exactOptional(text) }),
  v.object({
    kind: v.literal("ended"),
    id,
    state: v.picklist(["done", "stopped", "failed", "cut"]),
    failure: v.exactOptional(failure),
    usage: v.exactOptional(usage),
    ms: v.exactOptional(count),
  }),
  v.object({ kind: v.literal("resumed"), id }),
  v.object({ kind: v.literal("chosen"), id }),
]);
