import { vi } from "vitest";

/** How long a condition may take to come true, in ms: vitest's own second is too short for a busy machine. */
const PATIENCE_MS = 20_000;

const { waitFor } = vi;
vi.waitFor = (check, options = PATIENCE_MS) => waitFor(check, options);
