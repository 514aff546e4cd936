import type { Clock } from "../common/clock";
import type { LanguageModel } from "../models/languageModel";
import type { GhostTextSettings } from "../settings/settings";
import type { BackOff } from "./backOff";
import type { CompletionCache } from "./completionCache";
import type { Confidence } from "./confidence";
import type { GhostTextEvent } from "./ghostTextEvent";
import type { Latency } from "./latency";
import type { Refusals } from "./refusals";
import type { OtherDocument, RelatedParagraphs } from "./relatedParagraphs";

/** What the engine needs of the world. */
export interface GhostTextPorts {
  readonly clock: Clock;
  /** The name of the model that would be asked now. */
  readonly modelName: () => string;
  /** Called when a model is really asked. Throws ModelError. */
  readonly model: (explicit: boolean) => Promise<LanguageModel>;
  readonly settings: () => GhostTextSettings;
  /** Whether the writer wants nothing that is not asked for by key. */
  readonly isPaused: () => boolean;
  /** The texts of other open documents; called only where they may be sent. */
  readonly others: () => readonly OtherDocument[];
  /** Whether the writer trusts the folder, and so what its documents say of themselves. */
  readonly isTrusted: () => boolean;
  /** There is more to show of what stands on screen: the editor should ask once more. */
  readonly grown: (documentId: string) => void;
  /** A request failed. The call that made it may be over: each key ends it. */
  readonly failed: (error: unknown) => void;
  readonly told: (event: GhostTextEvent) => void;
}

/** What all documents have in common. */
export interface Shared {
  readonly ports: GhostTextPorts;
  readonly cache: CompletionCache;
  readonly refusals: Refusals;
  readonly confidence: Confidence;
  readonly latency: Latency;
  readonly backOff: BackOff;
  readonly related: RelatedParagraphs;
}

/** An event without the model and the language. */
export type Happening<E = GhostTextEvent> = E extends unknown ? Omit<E, "model" | "languageId"> : never;
