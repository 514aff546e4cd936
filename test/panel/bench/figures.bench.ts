// Not a test: `npm run bench` runs it (scripts/benchPanel.mjs) and reads the file that it writes.
import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { PanelMessage } from "../../../src/protocol/chatPanel/panelState";
import { useBrowser } from "../support/browser";
import { pour, pouredWords, type Shape } from "../support/longAnswer";
import { PanelPage } from "../support/panelPage";
import { conversation, emptyAnswer, newChat } from "../support/states";

const SECONDS = Number(process.env.INKLING_STREAM_SECONDS ?? 60);
const REPORT = process.env.INKLING_FIGURES;
const PER_SECOND = 2000;
/** Odd, so that the middle one is one that was measured. */
const ROUNDS = 9;
/** Those that look like one single piece, poured for a shorter time. */
const ONE_PIECE: readonly Shape[] = ["paragraph", "list", "table", "code"];

const browser = useBrowser();

it("measures the panel", async () => {
  const long = longConversation(200);
  const fresh = await firstPaint(newChat("en"));
  const full = await firstPaint(long);
  const mixed = await stream("mixed", SECONDS);
  const figures: Record<string, number> = {
    panelFirstPaintMs: fresh.paintMs,
    panelFirstStateMs: fresh.stateMs,
    panelFirstState200Ms: full.stateMs,
    panelMaxFrameMs: mixed.maxFrameMs,
    panelFramesPerSecond: mixed.framesPerSecond,
    panelHeapLeftPercent: mixed.heapLeftPercent,
    panelWordsLost: mixed.lost,
  };
  for (const shape of ONE_PIECE) {
    const { maxFrameMs, lost } = await stream(shape, Math.min(SECONDS, 20));
    figures[`panelMaxFrameOneBlockMs_${shape}`] = maxFrameMs;
    figures.panelWordsLost = (figures.panelWordsLost ?? 0) + lost;
  }
  if (REPORT === undefined) console.log(figures);
  else await writeFile(REPORT, JSON.stringify(figures));
  expect(figures.panelWordsLost).toBe(0);
});

/** ms from the page's beginning until it shows something, and until the first state is drawn; the middle ones. */
async function firstPaint(first: ReturnType<typeof newChat>) {
  const paints: number[] = [];
  const states: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const panel = await PanelPage.open(browser(), { first });
    const { paint, state } = await panel.page.evaluate(timesOfFirst);
    paints.push(paint);
    states.push(state);
    await panel.close();
  }
  return { paintMs: median(paints), stateMs: median(states) };
}

/** In the page: when it was first painted, and when the first state was. */
async function timesOfFirst(): Promise<{ paint: number; state: number }> {
  const paint = await new Promise<number>((found) => {
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName("first-contentful-paint")[0];
      if (entry) found(entry.startTime);
    }).observe({ type: "paint", buffered: true });
  });
  return { paint, state: await stage.firstState };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

/** An answer of so many seconds, and what is left of it once its chat is deleted. */
async function stream(shape: Shape, seconds: number) {
  const panel = await PanelPage.open(browser());
  const cdp = await panel.page.context().newCDPSession(panel.page);
  const heap = async () => {
    await panel.drawn();
    await cdp.send("HeapProfiler.collectGarbage");
    return (await cdp.send("Runtime.getHeapUsage")).usedSize;
  };
  const run = async (tokens: number) => {
    const { state, id } = emptyAnswer("en");
    await panel.show(state);
    const frames = await panel.page.evaluate(pour, { id, shape, tokens, perSecond: PER_SECOND });
    await panel.drawn();
    const { count, misplaced } = await panel.page.evaluate(pouredWords);
    await panel.show(newChat("en")); // the chat is deleted
    await panel.said();
    return { frames, lost: tokens - count + misplaced };
  };
  await run(PER_SECOND); // what the panel and the engine keep once and for all
  const before = await heap();
  const { frames, lost } = await run(PER_SECOND * seconds);
  const after = await heap();
  await panel.close();
  return {
    maxFrameMs: frames.longestGapMs,
    framesPerSecond: frames.count / seconds,
    heapLeftPercent: (100 * (after - before)) / before,
    lost,
  };
}

/** So many messages, questions and answers by turns. */
function longConversation(count: number): ReturnType<typeof newChat> {
  const state = conversation("en");
  const messages = Array.from({ length: count }, (_, i): PanelMessage => {
    const message = state.messages[i % 2];
    if (!message) throw new Error("a conversation has two messages at least");
    return { ...message, id: String(i) };
  });
  return { ...state, messages };
}
