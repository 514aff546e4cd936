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
      const { id, place, read } = chip;
      const { kind, label } = read.source;
      return {
        id,
        ...(read.detail !== undefined && { detail: read.detail }),
        isLive: place?.kind === "selection",
        item: fitted.get(chip) ?? { kind, label, text: "", tokens: 0 },
        isUnseen: isUnseen(chip),
      };
    });
  }

  get isEmpty(): boolean {
    return this.#chips.length === 0;
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
  async add(places: readonly ContextPlace[]): Promise<void> {
    for (const place of places) {
      const key = placeId(place);
      if (this.#chips.some((chip) => chip.key === key)) continue;
      this.#add({ key, place, read: await readContext(place) });
    }
  }

  /** Files that were dropped on the panel. Throws EditorError "notInWorkspace" when one is nowhere that is open. */
  async drop(addresses: readonly string[]): Promise<void> {
    const places = addresses.map(async (address): Promise<ContextPlace> => {
      const uri = allowedUri(address);
      if (!uri) throw new EditorError("notInWorkspace");
      if (isImageName(uri.path)) return { kind: "image", uri };
      const { type } = await vscode.workspace.fs.stat(uri).then(
        (stat) => stat,
        () => ({ type: vscode.FileType.File }), // an untitled document is no file
      );
      return { kind: (type & vscode.FileType.Directory) !== 0 ? "folder" : "file", uri };
    });
    await this.add(await Promise.all(places));
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

  /** The question is sent, or a chat begun: what follows the editor stays. */
  clear(): void {
    this.#chips = this.#chips.filter(({ place }) => place?.kind === "selection");
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #add(chip: Omit<Chip, "id">): void {
    if (this.#chips.some(({ key }) => key === chip.key)) return;
    const imageData = [...this.#chips, chip].reduce((sum, { read }) => sum + dataLength(read), 0);
    if (this.#chips.length >= MOST_CHIPS || imageData > MOST_IMAGE_DATA) {
      throw new EditorError("tooMuchContext");
    }
    this.#chips = [...this.#chips, { ...chip, id: String(this.#nextId++) }];
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

function dataLength({ source }: ReadContext): number {
  return source.image?.data.length ?? 0;
}
