/** What is wrong with a template file, for whoever words it in another language than `problem` is in. */
export type TemplateFault =
  /** The file has no front matter between two lines of three dashes. */
  | "noFrontMatter"
  /** The front matter is no YAML. `problem` is the YAML parser's own words. */
  | "brokenYaml"
  /** A field of the front matter is missing or says what it cannot say: `subject` is the field. */
  | "invalidField"
  /** A field that there is not: `subject`, and perhaps `suggestion`. */
  | "unknownField"
  /** A variable called as something that every template may name: `subject`. */
  | "takenName"
  /** Nothing is asked in the body. */
  | "noPrompt"
  /** Braces that are never closed, or sections that do not match. */
  | "brokenTag"
  /** `{{> subject}}` would read another file. */
  | "partial"
  /** `{{subject}}` is neither a variable of the template nor something that it may name. */
  | "unknownName"
  /** A choice's text names a choice: `subject`. */
  | "choiceInChoice"
  /** Sections in sections in sections. */
  | "tooDeep"
  /** The file cannot be read. `problem` is what the disk says. */
  | "unreadable"
  /** The file is larger than MAX_TEMPLATE_BYTES. */
  | "tooLarge"
  /** A file's name, or the name in the front matter, with a path in it: `subject`. */
  | "pathInName";

export interface TemplateErrorDetails {
  readonly fault?: TemplateFault;
  /** In the file; the first is 1. */
  readonly line?: number;
  /** The field or the name that it is about. */
  readonly subject?: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

/** A template file that cannot be used, and why. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  readonly fault: TemplateFault;
  readonly line: number | undefined;
  readonly subject: string | undefined;
  readonly suggestion: string | undefined;

  /** @param problem in English, without the file's name */
  constructor(
    readonly id: string,
    readonly problem: string,
    { fault = "invalidField", line, subject, suggestion }: TemplateErrorDetails = {},
  ) {
    super(`${id}.prompt.md: ${problem}`);
    this.fault = fault;
    this.line = line;
    this.subject = subject;
    this.suggestion = suggestion;
  }
}
