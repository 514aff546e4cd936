import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An editor without offers, news and telemetry. */
export const quietSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/**
 * Writes the user's settings before the editor starts.
 * @param {string} userDataDir
 * @param {Record<string, unknown>} settings
 * @param {boolean} keep whether what a person has set stays
 */
export async function writeSettings(userDataDir, settings, keep) {
  const folder = join(userDataDir, "User");
  const file = join(folder, "settings.json");
  await mkdir(folder, { recursive: true });
  const theirs = keep ? await readFile(file, "utf8").catch(() => "{}") : "{}";
  let kept;
  try {
    kept = JSON.parse(theirs);
  } catch {
    return; // with comments in it, it is a person's own, and stays as it is
  }
  await writeFile(file, `${JSON.stringify({ ...quietSettings, ...settings, ...kept }, undefined, 2)}\n`);
}
