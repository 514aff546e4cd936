import { refusedOption } from "./openaiError";

/** A body's options, by the server's names. */
export type Options = Readonly<Record<string, unknown>>;

/** OpenAI renamed the limit: its newer models refuse the old name, some other servers the new one. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  max_tokens: "max_completion_tokens",
  max_completion_tokens: "max_tokens",
};

/**
 * Asks with `options`, and again without each one that the server refuses to know (or with its other name), which
 * `refused` remembers. Throws what `ask` throws for any other reason.
 */
export async function askWithout<T>(
  options: Options,
  refused: Set<string>,
  ask: (options: Options) => PromiseLike<T>,
): Promise<T> {
  for (;;) {
    const accepted = acceptedOptions(options, refused);
    try {
      return await ask(accepted);
    } catch (error) {
      const option = refusedOption(error, Object.keys(accepted));
      if (option === undefined) throw error;
      refused.add(option);
    }
  }
}

function acceptedOptions(options: Options, refused: ReadonlySet<string>): Options {
  const accepted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    const accepting = [name, OTHER_NAMES[name]].find((known) => known !== undefined && !refused.has(known));
    if (accepting !== undefined) accepted[accepting] = value;
  }
  return accepted;
}
