/**
 * Text that means nothing to Markdown, in paragraphs where it has lines: every mark is escaped that can be
 * (https://spec.commonmark.org/0.31.2/#backslash-escapes), and no line is indented. VS Code's own
 * `MarkdownString.appendText` makes every space one at which no line is broken, so that sentences run out of sight.
 */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, "\\$&")
    .replace(/\s*[\r\n]\s*/g, "\n\n");
}
