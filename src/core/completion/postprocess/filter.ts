import type { GhostTextQuery } from "../ghostTextQuery";

/** One small step from what a model said to what the writer sees. An empty text shows nothing. */
export type Filter = (text: string, query: GhostTextQuery) => string;
