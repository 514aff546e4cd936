import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";

/**
 * The built chat panel in Chromium (test/panel/bench): its size in KB, ms until it is on screen, and what a minute of
 * 2,000 tokens a second does to its frames and its memory. Rejects when words were lost.
 * `INKLING_STREAM_SECONDS` makes the minute shorter.
 * @returns {Promise<Record<string, number>>}
 */
export async function benchPanel() {
  const scratch = await mkdtemp(join(tmpdir(), "inkling-bench-"));
  const report = join(scratch, "panel.json");
  try {
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    await run(process.execPath, [vitest, "run", "--project", "panelBench"], {
      cwd: root,
      env: { ...process.env, INKLING_FIGURES: report },
      quiet: true,
    });
    const { size } = await stat(join(root, "dist/webview/chatPanel.js"));
    return { panelBundleKb: size / 1000, ...JSON.parse(await readFile(report, "utf8")) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
