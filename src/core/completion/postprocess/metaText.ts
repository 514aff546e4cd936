import type { Place } from "../ghostTextQuery";
import { isInQuotation } from "./marks";
import { prefaceLength } from "./preface";
import { isRefusal } from "./refusal";
import { lineBefore } from "./sentencePlace";

const THOUGHT = /^<(think|thinking|thought|reasoning)>/i;
const OWN_TAG = /^<\/?(?:before|after|text|related)>/i;
/** Tags of our prompts and of chat templates: nothing behind them belongs to the answer. */
const END =
  /<\/?(?:before|after|text|related|think|thinking|thought|reasoning)>|<\/s>|<[|｜][\w▁]{1,30}[|｜]>/i;
const TAG_BEGUN = /<(?:\/?[a-z]{0,9}|[|｜](?:[\w▁]{0,30}[|｜]?))$/i;
const ROLE = /^(?:assistant|ai|助手)\s*[:：]/i;
const ROLES = ["assistant:", "ai:", "助手："];
const FENCE = /^(?:`{3,}|~{3,})[ \t]*([\w-]*)[^\n`]*\n/;
const FENCE_BEGUN = /^(?:`{3,}|~{3,})[^\n`]*$/;
const FENCE_ENDS = /(?:\n[ \t]*)?(?:```|~~~)/;
const FENCE_END_BEGUN = /\n[ \t]*[`~]{0,2}$|[`~]{1,2}$/;
/** What a fence around prose says that it holds. */
const PROSE_LANGUAGE = /^(?:|markdown|md|text|txt|plaintext|plain|latex|tex|asciidoc|rst|html)$/i;

/** How much of the beginning of a text is about it rather than of it: UTF-16 units. */
type Head = number | "wait" | "nothing";

/**
 * The text itself out of what a chat model said: without thinking, labels, prefaces, a fence around everything and
 * tags; "" for a refusal, undefined while it cannot be told.
 */
export function withoutMeta(raw: string, place: Place, isFinished: boolean): string | undefined {
  const isQuote = isInQuotation(place.prefix);
  let text = raw;
  let isFenced = false;
  for (;;) {
    const body = text.trimStart();
    const fence = fenceHead(body, place.prefix, isFinished);
    const head = [tagHead(body, isFinished), fence, isQuote ? 0 : chatHead(body, isFinished)].find(
      (found) => found !== 0,
    );
    if (head === undefined) break;
    if (head === "wait") return undefined;
    if (head === "nothing") return "";
    isFenced ||= head === fence;
    // White space stays, but for the line breaks that belonged to what was removed.
    text = body.slice(head).replace(/^\s*\n/, "");
  }
  return upToEnd(text, isFenced, isFinished);
}

function upToEnd(text: string, isFenced: boolean, isFinished: boolean): string | undefined {
  const ends = [text.search(END), isFenced ? text.search(FENCE_ENDS) : -1].filter((end) => end >= 0);
  if (ends.length > 0) return text.slice(0, Math.min(...ends));
  if (isFinished) return text;
  const open = text.replace(TAG_BEGUN, "");
  return (isFenced ? open.replace(FENCE_END_BEGUN, "") : open) || undefined;
}

function tagHead(body: string, isFinished: boolean): Head {
  const thought = THOUGHT.exec(body);
  if (thought) {
    const end = new RegExp(`</${thought[1] ?? ""}>`, "i").exec(body);
    if (end) return end.index + end[0].length;
    return isFinished ? "nothing" : "wait";
  }
  const own = OWN_TAG.exec(body)?.[0].length;
  if (own !== undefined) return own;
  return !isFinished && TAG_BEGUN.exec(body)?.index === 0 ? "wait" : 0;
}

/** A fence of code, where one may begin, belongs to the text. */
function fenceHead(body: string, prefix: string, isFinished: boolean): Head {
  const fence = FENCE.exec(body);
  if (fence) {
    const belongs = lineBefore(prefix).trim() === "" && !PROSE_LANGUAGE.test(fence[1] ?? "");
    return belongs ? 0 : fence[0].length;
  }
  if (FENCE_BEGUN.test(body)) return isFinished ? "nothing" : "wait";
  return !isFinished && /^[`~]{1,2}$/.test(body) ? "wait" : 0;
}

/** What chat models say before or instead of an answer. In an open quotation somebody else may be saying it. */
function chatHead(body: string, isFinished: boolean): Head {
  const role = ROLE.exec(body)?.[0].length;
  if (role !== undefined) return role;
  const refusal = isRefusal(body, isFinished);
  if (refusal === true) return "nothing";
  const preface = prefaceLength(body, isFinished);
  if (preface !== "maybe" && preface > 0) return preface;
  if (isFinished || body === "") return 0;
  const start = body.toLowerCase();
  const mayBeRole = ROLES.some((label) => label.startsWith(start));
  return refusal === "maybe" || preface === "maybe" || mayBeRole ? "wait" : 0;
}
