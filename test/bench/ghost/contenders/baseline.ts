import type { LanguageModel, ModelChunk, ModelRequest } from "../../../../src/core/models/languageModel";
import { firstTokens, lastTokens } from "../../../../src/core/text/tokenEstimate";
import type { Cursor } from "./contender";

/** What all baselines send at the most, which is what Inkling does: so many characters, and estimated tokens. */
const PREFIX = { characters: 4000, tokens: 1000 };
const SUFFIX = { characters: 800, tokens: 200 };

/** One line, and not very long. */
const SAMPLING = { maxTokens: 64, temperature: 0.2, stop: ["\n"] };

/** The line around a cursor. */
export interface Line {
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

export function lineAt({ text, offset }: Cursor): Line {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return { start, before: text.slice(start, offset), after: text.slice(offset, end < 0 ? undefined : end) };
}

export function requestAt({ text, offset }: Cursor): ModelRequest {
  const prefix = lastTokens(text.slice(Math.max(0, offset - PREFIX.characters), offset), PREFIX.tokens);
  const suffix = firstTokens(text.slice(offset, offset + SUFFIX.characters), SUFFIX.tokens);
  return { prompt: { kind: "infill", prefix, suffix }, sampling: SAMPLING };
}

/** The whole answer. */
export async function wholeAnswer(
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<string> {
  let whole = "";
  for await (const chunk of model.stream(request, signal)) whole += textOf(chunk);
  return whole;
}

export function textOf(chunk: ModelChunk): string {
  return chunk.kind === "text" ? chunk.text : "";
}
