import type { ModelSettings } from "../../core/settings/settings";
import type { ModelAccess } from "../../platform/modelAccess";
import type { AskedModel } from "./contextChips";

const UNKNOWN: AskedModel = { seesImages: false };

/** What is known of the model that is chosen for the chat, without asking the writer or the model anything. */
export class KnownModel {
  #info = UNKNOWN;
  /** Of whom it is known, or being found out. */
  #settings: ModelSettings | undefined;

  /** @param changed told when more is known than before */
  constructor(
    private readonly models: Pick<ModelAccess, "resolve" | "chosen">,
    private readonly changed: () => void,
  ) {}

  /** Nothing is known of a model that was chosen just now, or that may not be contacted. */
  get info(): AskedModel {
    return this.#info;
  }

  /** The same, found out first where it is not known; the writer may be asked. Throws what `ModelAccess.resolve` throws. */
  async known(): Promise<AskedModel> {
    this.look();
    if (this.#info === UNKNOWN) {
      const settings = this.#settings;
      const { info } = await this.models.resolve("chat", { mayAsk: true });
      if (settings === this.#settings) this.#info = info;
      return info;
    }
    return this.#info;
  }

  /** Looks whether another model is chosen by now, and finds out about it. */
  look(): void {
    const settings = this.models.chosen("chat");
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#info = UNKNOWN;
    if (settings) void this.#findOut(settings);
  }

  async #findOut(settings: ModelSettings): Promise<void> {
    const model = await this.models.resolve("chat", { mayAsk: false }).catch(() => undefined);
    if (this.#settings !== settings) return;
    if (!model) {
      this.#settings = undefined; // what is missing may be there the next time
      return;
    }
    this.#info = model.info;
    this.changed();
  }
}
