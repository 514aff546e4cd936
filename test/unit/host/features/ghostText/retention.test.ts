import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TextDocument } from "vscode";
import { systemClock } from "../../../../../src/core/common/clock";
import type { GhostTextEvent } from "../../../../../src/core/completion/ghostTextEvent";
import { Retention } from "../../../../../src/features/ghostText/retention";
import { documents, openEditor, type FakeDocument } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";

const FIVE_MINUTES = 5 * 60_000;
const PIECE = " sat on the mat.";

beforeEach(() => {
  resetVscode();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

function start(text = "The cat") {
  const told: GhostTextEvent[] = [];
  const retention = new Retention({ clock: systemClock, told: (event) => told.push(event) });
  const { document } = openEditor(`${text}║`);
  /** The writer takes this over at the document's end. */
  const accept = (piece = PIECE) => {
    const offset = document.getText().length;
    document.edit(offset, offset, piece);
    retention.accepted(seen(document), offset, piece, "mine");
  };
  const replace = (old: string, now: string) => {
    const at = document.getText().indexOf(old);
    document.edit(at, at + old.length, now);
  };
  return { retention, document, told, accept, replace };
}

/** The fake as the class knows it. */
const seen = (document: FakeDocument) => document as unknown as TextDocument;
const shares = (told: readonly GhostTextEvent[]) =>
  told.map((event) => (event.kind === "kept" ? event.share : undefined));

describe("what was taken over", () => {
  it("is looked at again after five minutes, once", () => {
    const { accept, told } = start();
    accept();
    vi.advanceTimersByTime(FIVE_MINUTES - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(told).toEqual([
      { kind: "kept", model: "mine", languageId: "markdown", share: 1, characters: PIECE.length },
    ]);
  });

  it("is found where it stands by then", () => {
    const { accept, replace, told } = start();
    accept();
    replace("The cat", "My old and grey tomcat, of whom I wrote,");
    replace("mat", "sofa");
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(shares(told)).toEqual([3 / 4]);
  });

  it("is gone when it was undone, and is back when that was undone", () => {
    const { accept, document, told } = start();
    accept();
    document.edit(7, 7 + PIECE.length, "");
    vi.advanceTimersByTime(FIVE_MINUTES);
    accept();
    document.edit(7, 7 + PIECE.length, "");
    document.edit(7, 7, PIECE);
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(shares(told)).toEqual([0, 1]);
  });

  it("is not moved by the very change that brought it, if that is heard of later", () => {
    const told: GhostTextEvent[] = [];
    const { document } = openEditor("The cat║");
    // Whoever hears of the acceptance first calls before the class has heard of the change.
    documents.changed.event(() => {
      if (told.length === 0) retention.accepted(seen(document), 7, PIECE, "mine");
    });
    const retention = new Retention({ clock: systemClock, told: (event) => told.push(event) });
    document.edit(7, 7, PIECE);
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(shares(told)).toEqual([1]);
  });

  it("is followed through several changes at once, of which the editor tells the last in the text first", () => {
    const { accept, document, told } = start();
    accept(" sat on the mat");
    document.editAll([
      { start: 15, end: 18, text: "a" },
      { start: 0, end: 3, text: "My own" },
    ]);
    expect(document.getText()).toBe("My own cat sat on a mat");
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(shares(told)).toEqual([3 / 4]);
  });

  it("is not followed if it does not stand where it is said to", () => {
    const { retention, document, told } = start();
    retention.accepted(seen(document), 7, PIECE, "mine");
    retention.accepted(seen(document), 7, "", "mine");
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(told).toEqual([]);
  });

  it("is followed in each document by itself", () => {
    const { accept, told } = start();
    accept();
    const { document } = openEditor("A whole other text║", "untitled:Untitled-2");
    document.edit(0, 18, "");
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(shares(told)).toEqual([1]);
  });
});

describe("a document that is closed", () => {
  it("is judged as it was then, unless the acceptance was just before", () => {
    const { accept, replace, document, told } = start();
    accept();
    vi.advanceTimersByTime(30_000);
    replace("mat", "sofa");
    accept(" It purred.");
    document.close();
    expect(shares(told)).toEqual([3 / 4]);
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(told).toHaveLength(1);
  });

  it("is not one that gets another language", () => {
    const { accept, replace, document, told } = start();
    accept();
    vi.advanceTimersByTime(60_000);
    document.changeLanguage("latex");
    expect(told).toEqual([]);
    replace("mat", "sofa");
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(shares(told)).toEqual([3 / 4]);
  });
});

describe("memory", () => {
  it("holds the last two hundred acceptances, and no clock for others", () => {
    const { accept, told } = start();
    for (let i = 0; i < 250; i++) accept(` word${i}`);
    expect(vi.getTimerCount()).toBe(200);
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(told).toHaveLength(200);
    expect(told[0]).toMatchObject({ characters: " word50".length });
  });

  it("holds nothing after dispose", () => {
    const { accept, retention, told } = start();
    accept();
    retention.dispose();
    expect(vi.getTimerCount() + documents.changed.listeners + documents.closed.listeners).toBe(0);
    vi.advanceTimersByTime(FIVE_MINUTES);
    expect(told).toEqual([]);
  });
});
