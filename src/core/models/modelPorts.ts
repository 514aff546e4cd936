import type { Logger } from "../common/logger";
import type { EmbeddedEngine } from "./worker/embeddedEngine";

/** What an adapter needs from the outside. */
export interface ModelPorts {
  /** The writer's key for this model's provider and host; undefined where none is stored. */
  readonly key: () => Promise<string | undefined>;
  /** Milliseconds without a chunk after which a request is given up. */
  readonly idleMs: number;
  /** The child processes that run embedded weights. */
  readonly engine: EmbeddedEngine;
  /** The demo model's file. */
  readonly demoPath: string;
  readonly logger: Logger;
}
