import type { Token } from "markdown-it";
import type { ComponentChildren } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { CodeBlock } from "./codeBlock";
import { growText, type GrowingText } from "./growingText";
import { parseMarkdown, type LinkTargets } from "./markdownParser";

/** The elements that are drawn as they are named; every other token is drawn as its text. */
const ELEMENTS = ["p", "strong", "em", "s", "blockquote", "ul", "thead", "tbody", "tr"] as const;
/** Where links may lead: never to a command, a script or a file. */
const ADDRESS = /^(?:https?|mailto):/i;

/**
 * An answer. Each of its blocks is read once, and the last one as often as it grows. There is no HTML on the way: only
 * the elements below are ever made, with no attribute out of the text but a link's checked address and title.
 * Images stay out: a remote one would tell its server that the answer was read.
 */
export function Markdown({ source }: { readonly source: string }) {
  const known = useRef<GrowingText>(undefined);
  const { groups, rest, targets } = (known.current = growText(known.current, source));
  return (
    <div class="content">
      {groups.map((blocks, place) => (
        <Group key={place} blocks={blocks} rest={place === groups.length - 1 ? rest : ""} targets={targets} />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly blocks: readonly string[];
  readonly rest: string;
  readonly targets: LinkTargets;
}

function Group({ blocks, rest, targets }: GroupProps) {
  return useMemo(
    () => (
      <div class="group">
        {[...blocks, rest].map((block, place) => (
          <Block key={place} source={block} targets={block.includes("[") ? targets : undefined} />
        ))}
      </div>
    ),
    [blocks, rest, targets],
  );
}

interface BlockProps {
  readonly source: string;
  readonly targets: LinkTargets | undefined;
}

function Block({ source, targets }: BlockProps) {
  return useMemo(() => <>{draw(parseMarkdown(source, targets))}</>, [source, targets]);
}

/** What markdown-it's flat list of beginnings and ends stands for. */
function draw(tokens: readonly Token[]): ComponentChildren {
  const whole: ComponentChildren[] = [];
  const open: { readonly token: Token; readonly inside: ComponentChildren[] }[] = [];
  for (const token of tokens) {
    if (token.hidden) continue;
    if (token.nesting === 1) {
      open.push({ token, inside: [] });
      continue;
    }
    const closed = token.nesting === -1 ? open.pop() : undefined;
    const drawn = closed ? element(closed.token, closed.inside) : leaf(token);
    (open.at(-1)?.inside ?? whole).push(drawn);
  }
  return whole;
}

function element(token: Token, inside: ComponentChildren[]): ComponentChildren {
  const { tag, type } = token;
  const Element = ELEMENTS.find((name) => name === tag);
  if (Element) return <Element>{inside}</Element>;
  if (type === "heading_open") return <h3 class={`depth${Number(tag.slice(1))}`}>{inside}</h3>;
  switch (tag) {
    case "a":
      return link(token, inside);
    case "li":
      return <li>{inside}</li>;
    case "ol":
      return <ol start={Number(token.attrGet("start") ?? 1)}>{inside}</ol>;
    case "table":
      return table(inside);
    case "th":
      return <th class={alignment(token)}>{inside}</th>;
    case "td":
      return <td class={alignment(token)}>{inside}</td>;
    default:
      return inside;
  }
}

function leaf(token: Token): ComponentChildren {
  const { type, content, children, info } = token;
  switch (type) {
    case "inline":
      return draw(children ?? []);
    case "softbreak":
    case "hardbreak":
      return <br />;
    case "hr":
      return <hr />;
    case "code_inline":
      return <code>{content}</code>;
    case "fence":
    case "code_block":
      return <CodeBlock code={content} language={info.trim().split(/\s/)[0] ?? ""} />;
    case "image":
      return <span class="image">{draw(children ?? [])}</span>;
    default:
      return content;
  }
}

function link(token: Token, inside: ComponentChildren[]): ComponentChildren {
  const address = String(token.attrGet("href") ?? "");
  if (!ADDRESS.test(address)) return inside;
  return (
    <a href={address} title={String(token.attrGet("title") ?? address)}>
      {inside}
    </a>
  );
}

/** In a frame that the keyboard can scroll: the panel may be narrow. */
function table(inside: ComponentChildren[]): ComponentChildren {
  return (
    <div class="table" tabIndex={0}>
      <table>{inside}</table>
    </div>
  );
}

/** A column's, as a class: a style would not pass the page's policy. */
function alignment(token: Token): string | undefined {
  return /text-align:(left|center|right)/.exec(String(token.attrGet("style") ?? ""))?.[1];
}
