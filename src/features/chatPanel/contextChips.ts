import * as vscode from "vscode";
import type { TreeMessage } from "../../core/chat/chat";
import { fitContext, type ContextItem } from "../../core/chat/chatContext";
import { shorten } from "../../core/chat/chatTitle";
import type { Disposable } from "../../core/common/disposable";
import type { ModelInfo } from "../../core/models/languageModel";
import type { PromptImage } from "../../core/models/prompt";
import { EditorError } from "../../platform/editorError";
import { isImageName } from "./contextFiles";
import { allowedUri, placeId, type ContextPlace } from "./contextPlace";
import { readContext, type ReadContext } from "./contextSources";

/** More would fill the panel, and no model reads so much. */
const MOST_CHIPS = 50;
/** Base64 of all images: a request may have 32 MB (https://docs.claude.com/en/api/errors#request-size-limits) or more. */
const MOST_IMAGE_DATA = 32_000_000;
/** Milliseconds after which a selection that moves is told. */
const SELECTION_MS = 150;
/** Characters of an answer that it is called by. */
const ANSWER_LABEL = 40;

/** What is known of the model that will be asked. */
export type AskedModel = Pick<ModelInfo, "contextTokens" | "seesImages">;

/** One chip, and what was last read of it. */
interface Chip {
  readonly id: string;
  /** The same for the same thing: it is added once. */
  readonly key: string;
  /** Where it can be read anew; undefined for what does not change. */
  readonly place?: ContextPlace;
  readonly read: ReadContext;
}

/** A chip as it will be sent. */
export interface FittedChip {
  readonly id: string;
  readonly detail?: string;
  readonly isLive: boolean;
  readonly item: ContextItem;
  /** The model cannot be shown it. */
  readonly isUnseen: boolean;
}

/** What the writer has put beside the next question. */
export class ContextChips implements Disposable {
  #chips: readonly Chip[] = [];
  #nextId = 1;
  /** What is being read, to become chips of the chat that is open. */
  #coming = new Set<Promise<readonly Chip[]>>();
  /** Kinds of chips that are to be read anew when the timer runs out. */
  readonly #moved = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  readonly #subscriptions: readonly vscode.Disposable[];

  /** @param changed told of what changes by itself: the selection, and which editors are open */
  constructor(private readonly changed: () => void) {
    const { window } = vscode;
    const soon = () => this.#followSoon("selection");
    this.#subscriptions = [
      window.onDidChangeTextEditorSelection(soon),
      window.onDidChangeActiveTextEditor(soon),
      window.tabGroups.onDidChangeTabs(() => this.#followSoon("editors")),
    ];
  }

  /** The chips with as much of each as fits into `tokens`. */
  fitted({ seesImages }: AskedModel, tokens: number, chips = this.#chips): FittedChip[] {
    const isUnseen = ({ read }: Chip) => read.source.image !== undefined && !seesImages;
    const sent = chips.filter((chip) => !isUnseen(chip));
    const items = fitContext(
      sent.map(({ read }) => read.source),
      tokens,
    );
    const fitted = new Map(sent.map((chip, i) => [chip, items[i]]));
    return chips.map((chip) => {
      const { id, read } = chip;
      const { kind, label } = read.source;
      return {
        id,
        ...(read.detail !== undefined && { detail: read.detail }),
        isLive: isLive(chip),
        item: fitted.get(chip) ?? { kind, label, text: "", tokens: 0 },
        isUnseen: isUnseen(chip),
      };
    });
  }

  get isEmpty(): boolean {
    return this.#chips.length === 0 && this.#coming.size === 0;
  }

  /** All chips as they are at the call, with those that are being read. Throws what `add` throws of these. */
  async sentNow(): Promise<readonly Chip[]> {
    const [standing, ...coming] = await Promise.all([this.readNow(), ...this.#coming]);
    const ids = new Set(standing.map(({ id }) => id)); // of several files, the first may stand there
    return [...standing, ...coming.flat().filter(({ id }) => !ids.has(id))];
  }

  /**
   * The chips with what may have changed since they were added as it is now, of all kinds or of some: all are read at
   * once, and a selection is what is selected at the call. What cannot be read any more is as it was.
   */
  readNow(kinds?: ReadonlySet<string>): Promise<readonly Chip[]> {
    const chips = this.#chips.map(async (chip) => {
      const { place } = chip;
      if (!place || place.kind === "image" || kinds?.has(place.kind) === false) return chip;
      const read = await readContext(place).catch(() => undefined);
      return read ? { ...chip, read } : chip;
    });
    return Promise.all(chips);
  }

  /** Throws EditorError when one of them cannot be read; those before it are there. */
  add(places: readonly ContextPlace[]): Promise<void> {
    return this.#comes((isWanted) => this.#read(places, isWanted));
  }

  /** Files that were dropped on the panel. Throws EditorError "notInWorkspace" when one is nowhere that is open. */
  drop(addresses: readonly string[]): Promise<void> {
    return this.#comes(async (isWanted) =>
      this.#read(await Promise.all(addresses.map(droppedPlace)), isWanted),
    );
  }

  addImage(label: string, image: PromptImage): void {
    this.#add({ key: `image:${image.data}`, read: { source: { kind: "image", label, text: "", image } } });
  }

  addAnswer({ id, content }: TreeMessage): void {
    const label = shorten(content, ANSWER_LABEL);
    this.#add({ key: `answer:${id}`, read: { source: { kind: "answer", label, text: content } } });
  }

  remove(id: string): void {
    this.#chips = this.#chips.filter((chip) => chip.id !== id);
  }

  /** A question was sent with them: what follows the editor stays. */
  sent(chips: readonly Pick<Chip, "id">[]): void {
    const gone = new Set(chips.map(({ id }) => id));
    this.#chips = this.#chips.filter((chip) => isLive(chip) || !gone.has(chip.id));
  }

  /** Another chat is open: what follows the editor stays, and nothing comes that was read for the one before. */
  clear(): void {
    this.#chips = this.#chips.filter(isLive);
    this.#coming = new Set();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** @param read what may take a while, and adds nothing any more where it is not wanted */
  async #comes(read: (isWanted: () => boolean) => Promise<readonly Chip[]>): Promise<void> {
    const coming = this.#coming;
    const reading = read(() => coming === this.#coming);
    coming.add(reading);
    try {
      await reading;
    } finally {
      coming.delete(reading);
    }
  }

  async #read(places: readonly ContextPlace[], isWanted: () => boolean): Promise<readonly Chip[]> {
    const added: Chip[] = [];
    for (const place of places) {
      const key = placeId(place);
      if (this.#chips.some((chip) => chip.key === key)) continue;
      const read = await readContext(place);
      if (isWanted()) added.push(...this.#add({ key, place, read }));
    }
    return added;
  }

  /** None where the same is there. */
  #add(chip: Omit<Chip, "id">): readonly Chip[] {
    if (this.#chips.some(({ key }) => key === chip.key)) return [];
    const imageData = [...this.#chips, chip].reduce((sum, { read }) => sum + dataLength(read), 0);
    if (this.#chips.length >= MOST_CHIPS || imageData > MOST_IMAGE_DATA) {
      throw new EditorError("tooMuchContext");
    }
    const added = { ...chip, id: String(this.#nextId++) };
    this.#chips = [...this.#chips, added];
    return [added];
  }

  #followSoon(kind: "selection" | "editors"): void {
    if (!this.#chips.some(({ place }) => place?.kind === kind)) return;
    this.#moved.add(kind);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const moved = new Set(this.#moved);
      this.#moved.clear();
      void this.#follow(moved).then(this.changed);
    }, SELECTION_MS);
  }

  async #follow(kinds: ReadonlySet<string>): Promise<void> {
    const moved = (await this.readNow(kinds)).filter(({ place }) => place && kinds.has(place.kind));
    const anew = new Map(moved.map(({ id, read }) => [id, read]));
    this.#chips = this.#chips.map((chip) => ({ ...chip, read: anew.get(chip.id) ?? chip.read }));
  }
}

/** Throws EditorError "notInWorkspace". */
async function droppedPlace(address: string): Promise<ContextPlace> {
  const uri = allowedUri(address);
  if (!uri) throw new EditorError("notInWorkspace");
  if (isImageName(uri.path)) return { kind: "image", uri };
  const { type } = await vscode.workspace.fs.stat(uri).then(
    (stat) => stat,
    () => ({ type: vscode.FileType.File }), // an untitled document is no file
  );
  return { kind: (type & vscode.FileType.Directory) !== 0 ? "folder" : "file", uri };
}

/** It follows the editor. */
function isLive({ place }: Pick<Chip, "place">): boolean {
  return place?.kind === "selection";
}

function dataLength({ source }: ReadContext): number {
  return source.image?.data.length ?? 0;
}
