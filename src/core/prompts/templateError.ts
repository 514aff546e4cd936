/** A template file that cannot be used, and why. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  constructor(
    readonly id: string,
    readonly problem: string,
  ) {
    super(`${id}.prompt.md: ${problem}`);
  }
}
