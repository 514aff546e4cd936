import type { Logger } from "../common/logger";
import type { ModelSettings } from "../settings/settings";
import type { ModelFacts } from "./catalogue/modelFacts";
import type { HostLimits } from "./client/hostLimits";
import type { ServerQuirks } from "./client/serverQuirks";
import type { EditorModels } from "./editorModels";
import type { EmbeddedEngine } from "./worker/embeddedEngine";

/** How long a request may be silent, in milliseconds. */
export interface Timeouts {
  /** Until a connection is made. */
  readonly connectMs: number;
  /** From the request to the first chunk. */
  readonly firstChunkMs: number;
  /** Between two chunks. */
  readonly idleMs: number;
}

/** What an adapter needs from the outside. */
export interface ModelPorts {
  /** The writer's key for this model's provider and host; undefined where none is stored. */
  readonly key: () => Promise<string | undefined>;
  /** A token of the writer's Microsoft account for Azure. Throws ModelError "notSignedIn" when refused. */
  readonly entraToken: () => Promise<string>;
  readonly timeouts: Timeouts;
  /** How many requests a host is sent at the same time. */
  readonly limits: HostLimits;
  /** What servers were found to refuse. */
  readonly quirks: ServerQuirks;
  /** What is known of a model: the writer's word, the server's, the catalogue's. Never throws. */
  readonly facts: (settings: ModelSettings) => Promise<ModelFacts>;
  /** The child processes that run embedded weights. */
  readonly engine: EmbeddedEngine;
  /** The models that VS Code and its other extensions offer. */
  readonly editorModels: EditorModels;
  /** The demo model's file. */
  readonly demoPath: string;
  readonly logger: Logger;
  /** Says once for each model what it lacks: logged, never shown again for the same model and option. */
  readonly lacks: (model: string, option: string) => void;
}
