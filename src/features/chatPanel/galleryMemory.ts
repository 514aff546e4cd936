import type { Memento } from "vscode";

const FAVOURITES_KEY = "favouriteTemplates";
const RECENT_KEY = "recentTemplates";
/** As many as a glance takes in. */
const MOST_RECENT = 6;
/** More stars than this help nobody to find anything. */
const MOST_FAVOURITES = 200;

/** The templates that the writer marked, and those that were used last; the same in all windows. */
export class GalleryMemory {
  constructor(private readonly state: Pick<Memento, "get" | "update">) {}

  get favourites(): ReadonlySet<string> {
    return new Set(this.#list(FAVOURITES_KEY));
  }

  /** Ids, the last one first; some may be gone by now. */
  get recent(): readonly string[] {
    return this.#list(RECENT_KEY);
  }

  async mark(id: string, isFavourite: boolean): Promise<void> {
    const others = this.#list(FAVOURITES_KEY).filter((other) => other !== id);
    await this.state.update(
      FAVOURITES_KEY,
      [...(isFavourite ? [id] : []), ...others].slice(0, MOST_FAVOURITES),
    );
  }

  async used(id: string): Promise<void> {
    const others = this.recent.filter((other) => other !== id);
    await this.state.update(RECENT_KEY, [id, ...others].slice(0, MOST_RECENT));
  }

  #list(key: string): readonly string[] {
    const stored = this.state.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : [];
  }
}
