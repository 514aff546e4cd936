/** What stands in Markdown, without the marks that keep its own marks from meaning something. */
export function unescaped(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
