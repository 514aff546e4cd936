import { GhostTextEngine } from "../../../../src/core/completion/ghostTextEngine";
import type { DocumentChange, GhostTextQuery } from "../../../../src/core/completion/ghostTextQuery";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings/settings";
import { DOCUMENT_ID } from "../editorModel";
import type { Contender, ContenderPorts, Cursor, Item } from "./contender";

/** How much is read around the cursor: more than any prompt takes. */
const READ = { prefix: 8000, suffix: 2000, start: 4000 };

/** The product's own engine, as its provider drives it, with the settings that it comes with. */
export class Inkling implements Contender {
  readonly #engine: GhostTextEngine;

  constructor(private readonly ports: ContenderPorts) {
    this.#engine = new GhostTextEngine({
      clock: ports.clock,
      modelName: () => ports.model.info.name,
      model: () => Promise.resolve(ports.model),
      settings: () => DEFAULT_SETTINGS.ghostText,
      others: () => [],
      isTrusted: () => true,
      isPaused: () => false,
      grown: () => undefined,
      failed: () => undefined,
      told: () => undefined,
    });
  }

  changed(change: DocumentChange): void {
    this.#engine.changed(change);
  }

  moved(offset: number): void {
    this.#engine.moved(DOCUMENT_ID, offset);
  }

  async complete(cursor: Cursor, signal: AbortSignal): Promise<Item[]> {
    const texts = await this.#engine.complete(queryAt(cursor, this.ports.languageId), signal);
    return texts.map((text) => ({ start: cursor.offset, text }));
  }

  dispose(): void {
    this.#engine.dispose();
  }
}

function queryAt({ text, offset }: Cursor, languageId: string): GhostTextQuery {
  return {
    documentId: DOCUMENT_ID,
    languageId,
    prefix: text.slice(Math.max(0, offset - READ.prefix), offset),
    suffix: text.slice(offset, offset + READ.suffix),
    offset,
    explicit: false,
    wider: () => ({
      start: text.slice(0, READ.start),
      linesAbove: text.slice(0, offset).split("\n").slice(0, -1).reverse(),
    }),
  };
}
