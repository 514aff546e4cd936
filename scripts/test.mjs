// npm test: everything, on a fresh clone too. Or some suites by name:
//   node scripts/test.mjs [types] [lint] [format] [unit] [panel] [integration] [e2e]
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
  panel,
  integration,
  e2e,
};
/** Characters of what a suite said that are told once more where it names no test. */
const TOLD = 2000;
/** Those that need no build. */
const checks = ["types", "lint", "format"];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(", ")}. There are: ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

await ensureDependencies();
await rm(resultsDir, { recursive: true, force: true });
await mkdir(resultsDir, { recursive: true });
const chosen = wanted.length > 0 ? wanted : Object.keys(suites);
/** The build that a user installs, with the test suites beside it: everything below tests that very build. */
const built = chosen.some((name) => !checks.includes(name))
  ? npm(["run", "--silent", "package", "--", "--tests"], { cwd: root, quiet: true })
  : undefined;
built?.catch(() => {}); // every suite that needs it says so
// One after the other: side by side they take each other's processor, and the suites in VS Code grow unsteady.
const counts = await inOrder(chosen);
const { passed, failed, faults } = total(counts);
// Once more at the end, where they are seen: between them and here stand thousands of lines.
for (const fault of faults) console.log(`\n✗ ${fault}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function inOrder(names) {
  const results = [];
  for (const name of names) results.push(await suite(name));
  return results;
}

/** Runs one suite and then shows what it said. What it throws is shown too; the others still run. */
async function suite(name) {
  const started = Date.now();
  const lines = [];
  const result = await suites[name]((text) => lines.push(text)).catch(
    (error) => void lines.push(error.message),
  );
  const { passed = 0, failed = 1, faults = [] } = result ?? {};
  // What failed outside of all tests has no name in the reports.
  if (failed > 0 && faults.length === 0) faults.push(`${name}\n${lines.join("\n").slice(-TOLD)}`);
  const words = result ? `${passed} passed, ${failed} failed` : "did not run";
  console.log(`\n━━ ${name}`);
  for (const line of lines) console.log(line.trimEnd());
  console.log(`━━ ${name}: ${words} (${Math.round((Date.now() - started) / 1000)} s)`);
  return { passed, failed, faults };
}

/** A check without tests of its own: it passes or fails as a whole. */
function check(script) {
  return (say) =>
    npm(["run", "--silent", script], { cwd: root, quiet: true }).then(
      () => ({ passed: 1, failed: 0 }),
      (error) => {
        say(error.message);
        return { passed: 0, failed: 1 };
      },
    );
}

function unit(say) {
  return vitest("unit", ["core", "host", "webview", "repo", "wire"], say);
}

/** The built panel in real Chromium, without VS Code. */
function panel(say) {
  return vitest("panel", ["panel"], say);
}

/** The suites inside real VS Code: in a folder that is trusted, and in one that is not. */
async function integration(say) {
  await built;
  const { runIntegration } = await import("./lib/integration.mjs");
  const reports = [];
  for (const name of ["trusted", "untrusted"]) {
    const report = join(resultsDir, `integration-${name}.json`);
    await runIntegration(name, report, say).catch((error) => say(error.message));
    reports.push(await readMochaReport(report));
  }
  return total(reports);
}

/** A person's way through the packaged extension. */
function e2e(say) {
  return vitest("e2e", ["e2e"], say);
}

async function vitest(name, projects, say) {
  await built;
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
  say(await run(process.execPath, args, { cwd: root, quiet: true }).catch((error) => error.message));
  return readVitestReport(report);
}
