/** A place in a document, as VS Code counts: lines and characters from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A document as VS Code's extension host keeps it: an array of lines, and the offsets at which they begin. */
export class LineDocument {
  readonly uri = { toString: () => "file:///large.md" };
  readonly languageId = "markdown";
  /** "\n" between the lines. */
  readonly eol = 1;
  readonly #lines: string[];
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#lines = text.split("\n");
    this.#measure(0);
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  lineAt(line: number): { text: string } {
    return { text: this.#lines[line] ?? "" };
  }

  offsetAt({ line, character }: Position): number {
    return (this.#starts[line] ?? 0) + character;
  }

  /** Types `text` at a place. */
  insert({ line, character }: Position, text: string): void {
    const old = this.lineAt(line).text;
    this.#lines[line] = old.slice(0, character) + text + old.slice(character);
    this.#measure(line);
  }

  #measure(from: number): void {
    for (let line = from; line < this.#lines.length; line++) {
      this.#starts[line + 1] = (this.#starts[line] ?? 0) + this.lineAt(line).text.length + 1;
    }
  }
}
