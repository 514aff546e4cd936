/**
 * Where core writes what happened. Messages hold facts (provider, model, host, milliseconds, counts),
 * never prompts, document text or keys.
 */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
