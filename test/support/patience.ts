import { vi } from "vitest";

/** How long a condition may take to come true, in ms: vitest's own second is too short for a busy machine. */
const PATIENCE_MS = 20_000;

const { waitFor, waitUntil } = vi;
/** A number is a time-out alone. */
const patient = (options = {}) => ({
  timeout: PATIENCE_MS,
  ...(typeof options === "number" ? { timeout: options } : options),
});
vi.waitFor = (check, options) => waitFor(check, patient(options));
vi.waitUntil = (check, options) => waitUntil(check, patient(options));
