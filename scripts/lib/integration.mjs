import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, sampleFolder } from "./paths.mjs";
import { runSuites } from "./suites.mjs";

const TIMEOUT_MS = 1_200_000;
/** Before every line that the suites themselves print (test/integration/index.ts). */
const MARK = "[inkling]";

/**
 * Runs one set of the integration suites in real VS Code, on a copy of the sample folder.
 * @param {"trusted" | "untrusted" | "bench"} name the set; only "untrusted" runs in a folder that is not trusted
 * @param {string} report file for the counts, or for the figures of the bench
 * @param {(line: string) => void} [say] hears what the suites print
 */
export async function runIntegration(name, report, say) {
  const scratch = await mkdtemp(join(tmpdir(), "inkling-integration-"));
  const folder = join(scratch, "sample");
  try {
    await cp(sampleFolder, folder, { recursive: true });
    // A folder that nobody trusts brings settings that would send text to a stranger.
    if (name === "untrusted") await cp(join(root, "test/fixtures/untrusted"), folder, { recursive: true });
    const { code } = await runSuites({
      extensionPath: root,
      testsPath: join(root, "dist/test/integration.cjs"),
      folder,
      // The tests count requests, and a model on this machine may be asked ahead of time.
      settings: { "inkling.ghostText.speculate": "off" },
      env: { INKLING_SUITES: name, INKLING_REPORT: report, INKLING_REPOSITORY: root },
      disableTrust: name !== "untrusted",
      timeoutMs: TIMEOUT_MS,
      log(line) {
        const at = line.indexOf(MARK);
        if (at >= 0) say?.(line.slice(at + MARK.length));
      },
    });
    if (code !== 0) say?.(`  VS Code ended with code ${code}.`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
