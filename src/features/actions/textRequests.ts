import { SlotPool } from "../../core/common/slotPool";
import { ModelError } from "../../core/models/modelError";
import type { EditorSnapshot } from "../../platform/editorSnapshot";
import type { OpenedRequest } from "../../platform/proposals";
import type { AskedText } from "./destination";

/** How many requests of one command run at once: more would only wait at the server. */
const AT_ONCE = [1, 2, 3];

export interface OpenedText {
  readonly snapshot: EditorSnapshot;
  readonly opened: Pick<OpenedRequest, "propose">;
}

/**
 * The answers to all texts of one command, three of them written at once; the others begin when one of these ends.
 * Nothing is asked before an answer is read. `controller` stops them all, each has one of its own as well.
 */
export function askAll(texts: readonly OpenedText[], controller: AbortController): readonly AskedText[] {
  const slots = new SlotPool(AT_ONCE);
  return texts.map(({ snapshot, opened }) => {
    const own = partOf(controller);
    return { snapshot, controller: own, answer: inTurn(slots, own.signal, opened) };
  });
}

async function* inTurn(
  slots: SlotPool<number>,
  signal: AbortSignal,
  { propose }: OpenedText["opened"],
): AsyncGenerator<string> {
  const lease = await slots.take(signal).catch((): never => {
    throw new ModelError("aborted");
  });
  try {
    yield* propose(signal);
  } finally {
    lease.release();
  }
}

/** A controller that is aborted with `whole`. */
function partOf(whole: AbortController): AbortController {
  const part = new AbortController();
  if (whole.signal.aborted) part.abort();
  whole.signal.addEventListener("abort", () => part.abort(), { once: true, signal: part.signal });
  return part;
}
