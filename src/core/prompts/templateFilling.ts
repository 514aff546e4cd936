import Mustache from "mustache";

/** Told of each text that was put in: under which name, and what. */
export type Filled = (name: string, text: string) => void;

/** A Mustache writer that says what it fills in. It remembers no text that it has seen. */
class FillingWriter extends Mustache.Writer {
  readonly #filled: Filled;
  /** What the sections around are called after: inside them it is also called {{.}}. */
  readonly #sections: string[] = [];

  constructor(filled: Filled) {
    super();
    this.#filled = filled;
  }

  override escapedValue(token: string[], context: Mustache.Context, config?: Mustache.RenderOptions): string {
    return this.#tell(token, super.escapedValue(token, context, config));
  }

  override unescapedValue(token: string[], context: Mustache.Context): string {
    return this.#tell(token, super.unescapedValue(token, context));
  }

  override renderSection(...args: Parameters<Mustache.Writer["renderSection"]>): string {
    this.#sections.push(args[0][1] ?? "");
    try {
      return super.renderSection(...args);
    } finally {
      this.#sections.pop();
    }
  }

  #tell([, name = ""]: string[], text: string | undefined): string {
    if (text) this.#filled(name === "." ? (this.#sections.at(-1) ?? name) : name, text);
    return text ?? "";
  }
}

/**
 * `source` with what is `known` in place of its tags, without the white space at its ends. What is not known is left
 * out; what is filled in is not looked at again.
 */
export function fillText(
  source: string,
  known: Readonly<Record<string, string | undefined>>,
  filled: Filled = () => undefined,
): string {
  // Without a prototype there is nothing to name but what is known.
  const view = Object.assign(Object.create(null) as object, known);
  return new FillingWriter(filled).render(source, view, undefined, { escape: String }).trim();
}
