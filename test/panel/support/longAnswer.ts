/** What a long answer is one of: what can be drawn piece by piece, and what seems to be one single piece. */
export type Shape = "mixed" | "paragraph" | "list" | "table" | "code" | "line of code";

export interface Pouring {
  /** The answer's id. */
  readonly id: string;
  readonly shape: Shape;
  readonly tokens: number;
  readonly perSecond: number;
}

export interface Frames {
  /** The longest time from one frame to the next, in ms. */
  readonly longestGapMs: number;
  /** The longest frame by the browser's own account (Long Animation Frames), in ms; 0 if none took 50 ms. */
  readonly longestFrameMs: number;
  readonly count: number;
}

/**
 * Runs in the page: lets an answer grow as the extension does, a batch each 16 ms. Every token is a word of its own,
 * "W" and its number in base 36, about four characters as tokens of English are.
 */
export async function pour({ id, shape, tokens, perSecond }: Pouring): Promise<Frames> {
  const BATCH_MS = 16;
  /** Words of one block, where there are several. */
  const BLOCK = 60;
  const TABLE = "| A | B | C |\n|---|---|---|\n| ";
  const kinds = ["paragraph", "list", "code", "quote", "table", "heading"];
  const between = (kind: string, place: number): string => {
    if (kind === "list") return place % 10 === 0 ? "\n- " : " ";
    if (kind === "code") return place === 0 ? "```js\n" : place % 10 === 0 ? "\n" : " ";
    if (kind === "line of code") return place === 0 ? "```\n" : " ";
    if (kind === "quote") return place === 0 ? "> " : " ";
    if (kind === "table") return place === 0 ? TABLE : place % 3 === 0 ? " |\n| " : " | ";
    if (kind === "heading") return place === 0 ? "## " : place === 8 ? "\n\n" : " ";
    return place === 0 ? "" : " ";
  };
  const before = (i: number): string => {
    if (shape !== "mixed") return between(shape, i);
    const kind = kinds[Math.floor(i / BLOCK) % kinds.length] ?? "";
    if (i % BLOCK > 0) return between(kind, i % BLOCK);
    const last = kinds[Math.floor(i / BLOCK - 1) % kinds.length];
    const end = i === 0 ? "" : last === "code" ? "\n```\n\n" : last === "table" ? " |\n\n" : "\n\n";
    return end + between(kind, 0);
  };

  const started = performance.now();
  const frames: number[] = [];
  let isPouring = true;
  const frame = (now: number) => {
    frames.push(now);
    if (isPouring) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const long: number[] = [];
  const observer = new PerformanceObserver((list) =>
    long.push(...list.getEntries().map((each) => each.duration)),
  );
  observer.observe({ type: "long-animation-frame" });

  for (let poured = 0; poured < tokens;) {
    await new Promise((done) => setTimeout(done, BATCH_MS));
    const due = Math.min(tokens, Math.floor(((performance.now() - started) * perSecond) / 1000));
    let text = "";
    for (; poured < due; poured++) text += `${before(poured)}W${poured.toString(36)}`;
    if (text !== "") window.postMessage({ kind: "append", id, text }, location.origin);
  }
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
  isPouring = false;
  long.push(...observer.takeRecords().map((each) => each.duration));
  observer.disconnect();
  return {
    longestGapMs: Math.max(...frames.slice(1).map((now, i) => now - (frames[i] ?? now))),
    longestFrameMs: Math.max(0, ...long),
    count: frames.length,
  };
}

/** Runs in the page: how many words the answer has, and how many of them are not where they belong. */
export function pouredWords(): { count: number; misplaced: number } {
  const answer = document.querySelector(".message.assistant .content")?.cloneNode(true);
  if (!(answer instanceof Element)) return { count: 0, misplaced: 0 };
  // What the panel itself says above code, and the heads of tables, stand close to words of the answer.
  for (const own of answer.querySelectorAll(".codeHead, th")) own.remove();
  const words = answer.textContent.match(/W[0-9a-z]+/g) ?? [];
  return {
    count: words.length,
    misplaced: words.filter((word, i) => parseInt(word.slice(1), 36) !== i).length,
  };
}
