import { abortable } from "../../../../src/core/common/abort";
import { pause } from "../../../../src/core/common/clock";
import { requestAt, wholeAnswer } from "./baseline";
import type { Contender, ContenderPorts, Cursor, Item } from "./contender";

/** Milliseconds of quiet before the model is asked. */
const WAIT = 300;

/** What everybody writes first: it waits, asks, gives up at the next key, keeps nothing, and shows whole answers. */
export class Naive implements Contender {
  constructor(private readonly ports: ContenderPorts) {}

  changed(): void {}

  moved(): void {}

  async complete(cursor: Cursor, signal: AbortSignal): Promise<Item[]> {
    if (!(await pause(this.ports.clock, WAIT, signal))) return [];
    const answer = wholeAnswer(this.ports.model, requestAt(cursor), signal).catch(() => "");
    const text = (await abortable(answer, signal)) ?? "";
    return text.trim() === "" ? [] : [{ start: cursor.offset, text: text.trimEnd() }];
  }
}
