import { withLineEnding } from "../text/lineEnding";
import { TemplateError } from "./templateError";

/** Bytes of UTF-8: the longest prompt that people write by hand is a tenth of this. */
export const MAX_TEMPLATE_BYTES = 256 * 1024;

/** A file of more than MAX_TEMPLATE_BYTES. */
export function tooLarge(id: string): TemplateError {
  return new TemplateError(id, `the file is larger than ${MAX_TEMPLATE_BYTES / 1024} KB`, {
    fault: "tooLarge",
  });
}

/**
 * The text of a template file without a byte order mark and with "\n" for line breaks. Throws TemplateError
 * "pathInName" where `id` is no plain file name, and "tooLarge".
 */
export function checkFile(id: string, source: string): string {
  if (/[\\/\p{Cc}]|^\.*$/u.test(id)) {
    throw new TemplateError(id, "the file's name is no name", { fault: "pathInName", subject: id });
  }
  // A UTF-16 unit is at least one byte: what is far too large is not counted.
  if (source.length > MAX_TEMPLATE_BYTES || new TextEncoder().encode(source).length > MAX_TEMPLATE_BYTES) {
    throw tooLarge(id);
  }
  return withLineEnding(source.replace(/^\uFEFF/, ""), "\n");
}
