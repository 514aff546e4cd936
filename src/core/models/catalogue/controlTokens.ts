/**
 * Shapes that vocabularies keep for themselves and that prose never has: `<|im_start|>`, and DeepSeek's `<｜User｜>`
 * in full-width bars. They are taken for control tokens whichever family is asked, since a vocabulary has more of
 * them (`<|endoftext|>`, `<|fim_prefix|>`) than a prompt format names.
 */
const SHAPES = ["<\\|[^<>|\\s]{1,40}\\|>", "<｜[^<>｜\\s]{1,40}｜>"];

/**
 * Makes the writer's text harmless inside a prompt that is sent as raw text, where `<|im_start|>system` in a
 * manuscript would otherwise begin a turn of its own. Nothing is taken away: every control token in the text gets a
 * space before its last character (`<|im_start| >`, `User :`), or behind its first where the last belongs to a word
 * (`# ## End`), so that no tokenizer takes it for one while the model still reads what stands there. A space and not
 * an invisible character: some tokenizers drop those before they look, and if the model quotes the passage, the
 * writer should see in the proposal what came back.
 *
 * `tokens` are those of the format. One that begins with "\n" counts only where it begins a line.
 */
export function defuser(tokens: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(tokens)].filter(Boolean).sort((a, b) => b.length - a.length);
  // One after the other, since a token may stand inside another: <|[INST]|>.
  const patterns = [...longestFirst.map(tokenPattern), ...SHAPES].map((pattern) => new RegExp(pattern, "g"));
  return (text) => patterns.reduce((result, pattern) => result.replace(pattern, broken), text);
}

function broken(token: string): string {
  const at = /\w$/.test(token) ? 1 : token.length - 1;
  return `${token.slice(0, at)} ${token.slice(at)}`;
}

function tokenPattern(token: string): string {
  const escaped = token.replace(/^\n/, "").replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return token.startsWith("\n") ? `(?<=(?:^|[\\n\\r\\u2028\\u2029])[ \\t]*)${escaped}` : escaped;
}

/** Tags and role names in the source of a chat template that shapes alone do not show: `[INST]`, `User:`. */
const TAGS = /<<?\/?\w{1,40}>>?|\[\/?[A-Z_]{2,40}\]/g;
const ROLE_NAMES = /(?:#{1,4} ?)?\b(?:System|User|Human|Assistant|Bot|Instruction|Response|Input):/g;

/** What a chat template seems to use as control tokens, for `defuser`. It may name too much, which costs a space. */
export function tokensOfTemplate(source: string): string[] {
  const roles = source.match(ROLE_NAMES) ?? [];
  return [...(source.match(TAGS) ?? []), ...roles.map((name) => `\n${name}`)];
}
