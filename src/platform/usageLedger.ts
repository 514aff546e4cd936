import * as vscode from "vscode";
import type { Disposable } from "../core/common/disposable";
import type { Logger } from "../core/common/logger";
import type { RequestUsage } from "../core/models/usage/meteredModel";
import { costOf, priceOf, sumCosts, type Cost, type Prices } from "../core/models/usage/prices";
import {
  addUsage,
  lastDays,
  localDay,
  mergeDays,
  type ModelUsage,
  type UsageDays,
} from "../core/models/usage/usageDays";
import type { Face } from "../core/settings/settings";

const STATE_KEY = "usage";
const KEPT_DAYS = 62;
/** How long sums wait for more before they are stored. */
const SAVE_MS = 2000;

/** Tokens of one configured model, of one request or of one day. */
export interface PricedUsage extends Omit<ModelUsage, "modelId"> {
  /** At the price of now; left out where the price of a part is not known. */
  readonly cost?: Cost;
}

export interface UsageLedgerParts {
  readonly state: Pick<vscode.Memento, "get" | "update">;
  readonly prices: () => Prices;
  readonly logger: Pick<Logger, "warn">;
}

/** Sums of tokens by day and model, which outlive the window. Never any text. */
export class UsageLedger implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** The last request of each face to each model, newest at the end. */
  #lastRequests: (RequestUsage & { readonly face: Face })[] = [];
  /** What this window has not stored yet. Only that is added to the stored sums: other windows add theirs. */
  #unsaved: UsageDays = {};
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: UsageLedgerParts) {}

  record(usage: RequestUsage, face: Face): void {
    const older = this.#lastRequests.filter((last) => last.model !== usage.model || last.face !== face);
    this.#lastRequests = [...older, { ...usage, face }];
    this.#unsaved = addUsage(this.#unsaved, localDay(usage.at), usage);
    this.#timer ??= setTimeout(() => this.#save(), SAVE_MS);
    this.#changed.fire();
  }

  /** One entry for each model that was used today in any window, at today's prices. */
  today(): PricedUsage[] {
    const usages = this.#all()[localDay(Date.now())] ?? [];
    const models = new Set(usages.map(({ model }) => model));
    return [...models].map((name) =>
      this.#sum(
        name,
        usages.filter(({ model }) => model === name),
      ),
    );
  }

  /** This window's last request to the model with this name in the settings; of one face where it is given. */
  lastRequest(model: string, face?: Face): PricedUsage | undefined {
    const last = this.#lastRequests.findLast(
      (usage) => usage.model === model && (face === undefined || usage.face === face),
    );
    return last && this.#sum(model, [last]);
  }

  dispose(): void {
    if (this.#timer) this.#save();
    this.#changed.dispose();
  }

  #sum(model: string, usages: readonly ModelUsage[]): PricedUsage {
    const prices = this.parts.prices();
    const cost = sumCosts(
      usages.map((usage) => {
        const price = priceOf(prices, usage);
        return price && costOf(usage, price);
      }),
    );
    return {
      model,
      promptTokens: usages.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
      completionTokens: usages.reduce((sum, { completionTokens }) => sum + completionTokens, 0),
      estimated: usages.some(({ estimated }) => estimated),
      ...(cost && { cost }),
    };
  }

  #all(): UsageDays {
    return mergeDays(this.parts.state.get<UsageDays>(STATE_KEY, {}), this.#unsaved);
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const days = lastDays(this.#all(), KEPT_DAYS, Date.now());
    this.#unsaved = {};
    void this.parts.state
      .update(STATE_KEY, days)
      .then(undefined, () => this.parts.logger.warn("The usage of tokens could not be stored"));
  }
}
