/** Tokenizers of OpenAI's models; other makers' count much the same on prose. */
export type Encoding = "o200k_base" | "cl100k_base";

/**
 * Characters that are counted at once. The tokenizer takes time by the square of a word's length, and a text in
 * Chinese, or of one letter, may be one word: cut, it never holds up the editor for long.
 */
const SLICE = 4000;

/** Text such as `<|endoftext|>` is a writer's text like any other. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

/** OpenAI's models before GPT-4o, which `tiktoken` counts with cl100k_base (github.com/openai/tiktoken, model.py). */
const OLDER_MODELS = /(?:^|[/:])(?:gpt-4|gpt-3\.5|gpt-35|davinci-002|babbage-002)(?:$|[-:])/i;

/** The encoding of the model with this id; for one that is not OpenAI's, the one of their newest. */
export function encodingOf(modelId: string): Encoding {
  return OLDER_MODELS.test(modelId) ? "cl100k_base" : "o200k_base";
}

/**
 * How many tokens `text` is. The tokenizer is loaded by its first use. A text of more than one slice is counted
 * with pauses, and may come out a token too high at each cut.
 */
export async function countTokens(text: string, encoding: Encoding = "o200k_base"): Promise<number> {
  const tokenizer = await load(encoding);
  let tokens = 0;
  for (const slice of slices(text)) {
    if (tokens > 0) await new Promise((resolve) => setImmediate(resolve));
    tokens += tokenizer.countTokens(slice, AS_PLAIN_TEXT);
  }
  return tokens;
}

function load(encoding: Encoding) {
  switch (encoding) {
    case "o200k_base":
      return import("gpt-tokenizer/encoding/o200k_base");
    case "cl100k_base":
      return import("gpt-tokenizer/encoding/cl100k_base");
  }
}

/** `text` in pieces, cut before a space where there is one: it belongs to the word that it stands before. */
function* slices(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const limit = start + SLICE;
    const space = limit < text.length ? text.lastIndexOf(" ", limit) : -1;
    const end = space > start ? space : limit;
    yield text.slice(start, end);
    start = end;
  }
}
