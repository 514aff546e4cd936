import MarkdownIt, { type Token } from "markdown-it";

/** Raw HTML stays text; single line breaks are kept, as verses need them. */
const markdown = new MarkdownIt({ html: false, breaks: true, linkify: false });

/** Where the names in links like [text][name] lead. */
export type LinkTargets = Readonly<Record<string, { readonly title: string; readonly href: string }>>;

/** Markdown as markdown-it's tokens (https://markdown-it.github.io/markdown-it/#Token). */
export function parseMarkdown(source: string, targets: LinkTargets = {}): readonly Token[] {
  return markdown.parse(source, { references: { ...targets } });
}

export interface BlockStarts {
  /** The lines, from 0, at which each paragraph, list, table … begins, in their order. */
  readonly lines: readonly number[];
  /** What the last of them is: a token's type, such as "paragraph_open". */
  readonly lastType: string | undefined;
  /** The line at which the last one's last item begins, where it is a list. */
  readonly lastItemLine: number | undefined;
  /** Those that `source` defines. */
  readonly targets: LinkTargets;
}

/** The blocks of which Markdown is made, without what is in their lines: quicker than reading all of it. */
export function blockStarts(source: string): BlockStarts {
  const env = { references: {} };
  const tokens: Token[] = [];
  markdown.block.parse(source, markdown, env, tokens);
  const blocks = tokens.filter(({ level, nesting }) => level === 0 && nesting !== -1);
  const last = blocks.at(-1);
  const item = tokens.findLast(({ level, type }) => level === 1 && type === "list_item_open");
  const isOfLast = item !== undefined && last !== undefined && firstLine(item) >= firstLine(last);
  return {
    lines: blocks.map(firstLine),
    lastType: last?.type,
    lastItemLine: isOfLast ? firstLine(item) : undefined,
    targets: env.references,
  };
}

const firstLine = ({ map }: Token): number => map?.[0] ?? 0;

/** What is said, without how it looks: for reading aloud. */
export function plainText(source: string): string {
  const blocks = parseMarkdown(source).flatMap(({ type, content, children }) => {
    if (type === "fence" || type === "code_block") return [content.trimEnd()];
    return children ? [children.map(wordsOf).join("")] : [];
  });
  return blocks.filter((text) => text !== "").join("\n");
}

function wordsOf({ type, content, children }: Token): string {
  if (type === "softbreak" || type === "hardbreak") return "\n";
  return children ? children.map(wordsOf).join("") : content;
}
