import { homedir } from "node:os";
import { join } from "node:path";
import { DEMO_MODEL, type ModelSettings } from "../../settings/settings";

/** The GGUF file of an embedded model. */
export function weightsPath({ name, path = "" }: ModelSettings, demoPath: string): string {
  if (name === DEMO_MODEL) return demoPath;
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}
