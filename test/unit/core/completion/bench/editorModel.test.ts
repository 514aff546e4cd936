import { describe, expect, it } from "vitest";
import type { Contender, Cursor, Item } from "../../../../bench/ghost/contenders/contender";
import { EditorModel } from "../../../../bench/ghost/editorModel";
import { ScreenLog } from "../../../../bench/ghost/screenLog";
import type { Trace, Untimed } from "../../../../bench/ghost/trace";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";

/** Answers each question with the next of these items, `ms` after it was asked. */
class Scripted implements Contender {
  readonly asked: string[] = [];
  readonly signals: AbortSignal[] = [];
  readonly came: Item[] = [];

  constructor(
    private readonly clock: VirtualClock,
    private readonly ms: number,
    private readonly answers: Item[][],
  ) {}

  changed(): void {}

  moved(): void {}

  complete({ text, offset }: Cursor, signal: AbortSignal): Promise<Item[]> {
    this.asked.push(`${this.clock.now()} ${text.slice(0, offset)}|${text.slice(offset)}`);
    this.signals.push(signal);
    const items = this.answers.shift() ?? [];
    return new Promise((resolve) => this.clock.after(this.ms, () => resolve(items)));
  }

  shown(item: Item): void {
    this.came.push(item);
  }
}

function setUp({ document = "ab", ms = 10, answers }: { document?: string; ms?: number; answers: Item[][] }) {
  const clock = new VirtualClock();
  const contender = new Scripted(clock, ms, answers);
  const screen = new ScreenLog(clock);
  const trace: Trace = {
    ...{ name: "test", about: "", languageId: "plaintext", language: "en", medianGapMs: 100, events: [] },
    ...{ document, cursor: document.length, finalText: document },
  };
  const editor = new EditorModel(trace, clock, contender, screen.looked);
  const does = async (ms: number, ...events: Untimed[]) => {
    for (const event of events) editor.apply({ gap: 0, ...event });
    await clock.advanceTo(clock.now() + ms);
  };
  return { clock, contender, screen, editor, does };
}

describe("EditorModel", () => {
  it("asks 50 ms after the last change and shows the answer", async () => {
    const { contender, editor, does } = setUp({ answers: [[{ start: 3, text: "def" }]] });
    await does(30, { type: "key", text: "c" });
    await does(59, { type: "delete", count: 1 }, { type: "key", text: "c" });
    expect(contender.asked).toEqual(["80 abc|"]);
    expect(editor.ghostText).toBeUndefined();
    await does(1);
    expect(editor.ghostText).toBe("def");
    expect(contender.came).toHaveLength(1);
  });

  it("gives up a question at the next change and does not take its answer", async () => {
    const { contender, editor, does } = setUp({ ms: 100, answers: [[{ start: 3, text: "def" }], []] });
    await does(60, { type: "key", text: "c" });
    await does(200, { type: "key", text: "x" });
    expect(contender.signals[0]?.aborted).toBe(true);
    expect(editor.ghostText).toBeUndefined();
  });

  it("keeps an item while the text typed since agrees, shorter again after a deletion", async () => {
    const answers = [[{ start: 3, text: "def" }], [{ start: 4, text: "ef" }]];
    const { editor, does } = setUp({ ms: 0, answers });
    await does(60, { type: "key", text: "c" });
    await does(0, { type: "key", text: "d" });
    expect(editor.ghostText).toBe("ef");
    await does(0, { type: "delete", count: 1 });
    expect(editor.ghostText).toBe("def");
    await does(0, { type: "key", text: "x" });
    expect(editor.ghostText).toBeUndefined();
  });

  it("hides it at its end, before its start, and when the cursor is moved, which asks nobody", async () => {
    const item = { start: 3, text: "d" };
    for (const event of [
      { type: "key", text: "d" },
      { type: "move", offset: 0 },
    ] as const) {
      const { editor, does, contender } = setUp({ ms: 0, answers: [[item]] });
      await does(60, { type: "key", text: "c" });
      expect(editor.ghostText).toBe("d");
      await does(40, event);
      expect(editor.ghostText).toBeUndefined();
      await does(100);
      expect(contender.asked).toHaveLength(event.type === "move" ? 1 : 2);
    }
    const { editor, does } = setUp({ ms: 0, answers: [[item]] });
    await does(60, { type: "key", text: "c" });
    await does(0, { type: "delete", count: 2 });
    expect(editor.ghostText).toBeUndefined();
  });

  it("shows items that begin further left, and drops those that do not fit", async () => {
    const { editor, does } = setUp({
      ms: 0,
      answers: [
        [
          { start: 0, text: "abx" },
          { start: 0, text: "abcd" },
        ],
      ],
    });
    await does(60, { type: "key", text: "c" });
    expect(editor.ghostText).toBe("d");
  });

  it("asks nobody while an input method composes", async () => {
    const { contender, does, editor } = setUp({ document: "", answers: [[{ start: 1, text: "好" }]] });
    await does(500, { type: "compose", text: "n" }, { type: "compose", text: "ni" });
    expect(contender.asked).toEqual([]);
    await does(60, { type: "commit", text: "你" });
    expect(contender.asked).toEqual(["550 你|"]);
    expect(editor.ghostText).toBe("好");
  });
});

describe("ScreenLog", () => {
  it("counts what comes back within 150 ms, not what is replaced or grows", async () => {
    const clock = new VirtualClock();
    const screen = new ScreenLog(clock);
    const at = async (time: number, text: string | undefined) => {
      await clock.advanceTo(time);
      screen.looked(text);
    };
    await at(0, "a");
    await at(10, "ab");
    await at(20, "c");
    await at(30, undefined);
    await at(180, "c");
    expect(screen.flickers).toBe(0);
    await at(200, undefined);
    await at(349, "d");
    expect(screen.flickers).toBe(1);
  });

  it("measures when something came in a pause", async () => {
    const clock = new VirtualClock();
    const screen = new ScreenLog(clock);
    screen.pauseBegins();
    await clock.advanceTo(70);
    screen.looked("a");
    await clock.advanceTo(700);
    expect(screen.pauseEnds()).toEqual([{ shownMs: 70, lengthMs: 700 }]);
    expect(screen.pauseEnds()).toEqual([]);
    screen.pauseBegins();
    screen.looked(undefined);
    await clock.advanceTo(1400);
    expect(screen.pauseEnds()).toEqual([{ shownMs: 0, lengthMs: 700 }]);
    screen.pauseBegins();
    await clock.advanceTo(2100);
    expect(screen.pauseEnds()).toEqual([{ shownMs: undefined, lengthMs: 700 }]);
  });
});
