import { beforeEach, describe, expect, it } from "vitest";
import { commands } from "vscode";
import { GhostTextPause } from "../../../../../src/features/ghostText/ghostTextPause";
import { PauseCommands } from "../../../../../src/features/ghostText/pauseCommands";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";
import { FakeMemento, host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { testHost } from "../../support/testHost";

const MINUTE = 60_000;
const HIDE = "editor.action.inlineSuggest.hide";

beforeEach(() => {
  resetVscode();
  host.ownCommands.push(HIDE);
});

function start(state = new FakeMemento()) {
  const clock = new VirtualClock();
  const pause = new GhostTextPause(clock, state);
  const changes: number[] = [];
  pause.onDidChange(() => changes.push(clock.now()));
  new PauseCommands(testHost().commands, pause);
  return { clock, pause, changes, state };
}

const hidden = () => host.executed.filter(([id]) => id === HIDE).length;

describe("a snooze", () => {
  it("lasts its time, tells of each minute, and ends by itself", async () => {
    const { clock, pause, changes } = start();
    pause.snooze(5);
    expect([pause.isPaused, pause.remainingMinutes]).toEqual([true, 5]);
    await clock.advanceTo(2.5 * MINUTE);
    expect([pause.remainingMs, pause.remainingMinutes]).toEqual([2.5 * MINUTE, 3]);
    await clock.advanceTo(60 * MINUTE);
    expect([pause.isPaused, pause.remainingMs]).toEqual([false, 0]);
    expect(changes).toEqual([0, 1, 2, 3, 4, 5].map((minutes) => minutes * MINUTE));
  });

  it("is ended, or made longer, at once", async () => {
    const { clock, pause, changes } = start();
    pause.snooze(5);
    await clock.advanceTo(MINUTE / 2);
    pause.snooze(15);
    expect(pause.remainingMs).toBe(15 * MINUTE);
    pause.snooze(0);
    expect(pause.isPaused).toBe(false);
    const told = changes.length;
    await clock.advanceTo(60 * MINUTE);
    expect(changes).toHaveLength(told);
  });

  it("can last until the writer ends it", async () => {
    const { clock, pause } = start();
    pause.snooze(Infinity);
    await clock.advanceTo(1000 * 60 * MINUTE);
    expect([pause.isPaused, pause.remainingMs]).toEqual([true, Infinity]);
  });

  it("is not kept beyond the window, and leaves no timer behind", async () => {
    const { clock, pause, changes, state } = start();
    pause.snooze(60);
    pause.dispose();
    await clock.advanceTo(2 * MINUTE);
    expect(changes).toEqual([0]);
    host.commands.clear();
    expect(start(state).pause.isPaused).toBe(false);
  });
});

describe("the command that snoozes", () => {
  const snooze = async (label: string | undefined) => {
    ui.picks.push(label);
    await commands.executeCommand("inkling.snoozeGhostText");
    return ui.picked.at(-1)?.map((item) => item.label);
  };

  it("offers some times, and hides what is shown", async () => {
    const { pause } = start();
    expect(await snooze("15 minutes")).toEqual([
      "5 minutes",
      "15 minutes",
      "60 minutes",
      "Until I turn it on",
    ]);
    expect(pause.remainingMinutes).toBe(15);
    expect(hidden()).toBe(1);
  });

  it("says how long it lasts still, and ends it", async () => {
    const { pause } = start();
    await snooze("15 minutes");
    expect((await snooze("End the Snooze"))?.[0]).toBe("End the Snooze");
    expect(ui.pickOptions.at(-1)?.placeHolder).toContain("15 more min");
    expect(pause.isPaused).toBe(false);
    expect(hidden()).toBe(1);
  });

  it("says so when it lasts until the writer ends it", async () => {
    start();
    await snooze("Until I turn it on");
    await snooze(undefined);
    expect(ui.pickOptions.at(-1)?.placeHolder).toContain("until you turn it on");
  });

  it("changes nothing when the writer leaves", async () => {
    const { changes } = start();
    await snooze(undefined);
    expect([changes, hidden()]).toEqual([[], 0]);
  });
});

describe("quiet mode", () => {
  const toggle = () => commands.executeCommand("inkling.toggleQuietMode");

  it("begins and ends with one key, and hides what is shown when it begins", async () => {
    const { pause, changes } = start();
    await toggle();
    expect([pause.isQuiet, pause.isPaused, hidden()]).toEqual([true, true, 1]);
    await toggle();
    expect([pause.isQuiet, pause.isPaused, hidden()]).toEqual([false, false, 1]);
    expect(changes).toHaveLength(2);
  });

  it("is there again after a reload", async () => {
    const { state } = start();
    await toggle();
    host.commands.clear();
    expect(start(state).pause.isQuiet).toBe(true);
  });
});
