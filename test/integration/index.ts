/**
 * Runs the suites inside VS Code's extension host: `run` is what VS Code calls (`extensionTestsPath`).
 * `INKLING_SUITES` names the set, `INKLING_REPORT` the file for the counts and faults, or for the figures of the bench.
 * `INKLING_GREP` chooses tests by their names, a regular expression.
 */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

const TIMEOUT_MS = 45_000;
/** What is ours in the consoles of VS Code (scripts/lib/integration.mjs looks for it). */
const MARK = "[inkling]";

/** Resolves when every test has passed; rejects otherwise, which VS Code turns into its exit code. */
export async function run(): Promise<void> {
  const { INKLING_SUITES: set, INKLING_REPORT: report = "", INKLING_GREP: wanted } = process.env;
  if (set === "bench") {
    const { benchEditor } = await import("../bench/editor");
    writeFileSync(report, JSON.stringify(await benchEditor()));
    return;
  }
  const mocha = new Mocha({ ui: "bdd", timeout: TIMEOUT_MS, reporter: Mocha.reporters.Base });
  if (wanted) mocha.grep(new RegExp(wanted));
  // The suites are bundled with this file, so there is no file name to load them by.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  if (set === "untrusted") await import("./untrusted/suites");
  else await import("./trusted/suites");
  const faults: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on("pass", (test) => console.log(`${MARK}   ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on("fail", (test, error: Error) => {
      const fault = `${test.fullTitle()}\n${error.stack ?? error.message}`;
      faults.push(fault);
      console.log(`${MARK}   ✗ ${fault}`);
    });
  });
  const { passes = 0, failures = 0 } = stats ?? {};
  if (report !== "") writeFileSync(report, JSON.stringify({ passes, failures, faults }));
  if (failures > 0 || passes === 0) throw new Error(`${failures} tests failed, ${passes} passed`);
}
