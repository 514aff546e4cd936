// npm test: everything, on a fresh clone too. Or some suites by name:
//   node scripts/test.mjs [types] [lint] [format] [unit] [integration] [e2e]
// The last line is "N passed, N failed", summed over the reports of the runners.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { withModernNode } from "./lib/nodeRuntime.mjs";
import { resultsDir, root } from "./lib/paths.mjs";
import { readMochaReport, readVitestReport, total } from "./lib/report.mjs";
import { npm, run } from "./lib/run.mjs";

await withModernNode(import.meta.url);

const suites = {
  types: check("types"),
  lint: check("lint"),
  format: check("format:check"),
  unit,
  integration,
  e2e,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(", ")}. There are: ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

await ensureDependencies();
await rm(resultsDir, { recursive: true, force: true });
await mkdir(resultsDir, { recursive: true });
let built;
const counts = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(suites)) counts.push(await suite(name));
const { passed, failed } = total(counts);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs one suite. What it throws is shown; the others still run. */
async function suite(name) {
  const started = Date.now();
  console.log(`\n━━ ${name}`);
  const result = await suites[name]().catch((error) => void console.error(error.message));
  const words = result ? `${result.passed} passed, ${result.failed} failed` : "did not run";
  console.log(`━━ ${name}: ${words} (${Math.round((Date.now() - started) / 1000)} s)`);
  return result;
}

/** A check without tests of its own: it passes or fails as a whole. */
function check(script) {
  return () =>
    npm(["run", "--silent", script], { cwd: root }).then(
      () => ({ passed: 1, failed: 0 }),
      () => ({ passed: 0, failed: 1 }),
    );
}

async function unit() {
  await build();
  return vitest("unit", ["core", "host", "webview", "repo", "wire"]);
}

/** The suites inside real VS Code: in a folder that is trusted, and in one that is not. */
async function integration() {
  await build();
  const { runIntegration } = await import("./lib/integration.mjs");
  const reports = [];
  for (const name of ["trusted", "untrusted"]) {
    const report = join(resultsDir, `integration-${name}.json`);
    await runIntegration(name, report).catch((error) => console.error(error.message));
    reports.push(await readMochaReport(report));
  }
  return total(reports);
}

/** A person's way through the packaged extension, which is what a user installs. */
async function e2e() {
  await npm(["run", "--silent", "package"], { cwd: root, quiet: true });
  built = undefined; // packaging leaves a release build in dist/
  return vitest("e2e", ["e2e"]);
}

/** The build that contributors run, once. */
async function build() {
  built ??= run(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, quiet: true });
  await built;
}

async function vitest(name, projects) {
  const report = join(resultsDir, `${name}.json`);
  const args = [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  // Vitest's exit code says no more than its report.
  await run(process.execPath, args, { cwd: root }).catch(() => undefined);
  return readVitestReport(report);
}
