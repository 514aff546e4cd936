// npm run bench:ghost [-- options]: replays the typing sessions of test/bench/traces on a virtual clock, for Inkling's
// ghost text and for three baselines. Figures, not verdicts: nothing fails by being worse.
//   --json               one object: the ratios that Inkling is held to, two times, and all figures
//   --only inkling,eager --setting 100/40 --trace name   less of it
//   --explain            one trace event by event: what was on screen, what was foretold, what was asked
//   --make-traces        writes the traces anew (test/bench/ghost/sessions.ts)
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { withModernNode } from "./lib/nodeRuntime.mjs";
import { root } from "./lib/paths.mjs";

const tracesDir = join(root, "test/bench/traces");

await withModernNode(import.meta.url);
const { values } = parseArgs({
  options: {
    json: { type: "boolean" },
    explain: { type: "boolean" },
    "make-traces": { type: "boolean" },
    only: { type: "string" },
    setting: { type: "string" },
    trace: { type: "string" },
  },
});
await ensureDependencies();
const bench = await bundled("test/bench/ghost/benchGhost.ts");
if (values["make-traces"]) {
  for (const trace of bench.makeTraces()) {
    await writeFile(join(tracesDir, `${trace.name}.json`), bench.traceFile(trace));
  }
} else if (values.explain) {
  const [trace] = await traces();
  const { only = "inkling", setting = "100/40" } = values;
  for (const line of await bench.explainTrace(trace, only, setting)) console.log(line);
} else {
  const options = { traces: await traces(), only: list(values.only), settings: list(values.setting) };
  const figures = await bench.benchGhost(options);
  if (values.json) console.log(JSON.stringify(await bench.report(figures), rounded));
  else print(figures);
}

/** @param {string} entry */
async function bundled(entry) {
  const { build } = await import("esbuild");
  const scratch = await mkdtemp(join(tmpdir(), "inkling-bench-"));
  try {
    const outfile = join(scratch, "bench.cjs");
    await build({
      entryPoints: [join(root, entry)],
      outfile,
      bundle: true,
      platform: "node",
      target: "node22",
      alias: { vscode: join(root, "test/fakes/vscode.ts") },
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Those that are asked for, in the order of their names. */
async function traces() {
  const files = (await readdir(tracesDir)).filter((file) => file.endsWith(".json")).sort();
  const all = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(tracesDir, file), "utf8"))),
  );
  const wanted = list(values.trace);
  const found = all.filter(({ name }) => !wanted || wanted.includes(name));
  if (found.length === 0)
    throw new Error(`there are these traces: ${all.map(({ name }) => name).join(", ")}`);
  return found;
}

/** @param {string | undefined} words */
function list(words) {
  return words?.split(",");
}

/** @param {Record<string, Record<string, Record<string, number | null>>>} figures */
function print(figures) {
  const columns = {
    "requests/100": "requestsPer100Keys",
    aborted: "abortedPer100Keys",
    "tokens sent": "sentTokensPer100Keys",
    received: "receivedTokensPer100Keys",
    "useful %": "usefulKeysPercent",
    "pauses %": "shownInPausesPercent",
    "p50 ms": "p50PauseMs",
    "p90 ms": "p90PauseMs",
    "(shown)": "p50ShownMs",
    flickers: "flickers",
  };
  const row = (/** @type {string[]} */ cells) =>
    console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(18) : cell.padStart(13))).join(""));
  row(["ms / tokens/s", ...Object.keys(columns)]);
  for (const [setting, contenders] of Object.entries(figures)) {
    for (const [name, one] of Object.entries(contenders)) {
      row([
        `${setting} ${name}`,
        ...Object.values(columns).map((column) => String(rounded("", one[column]) ?? "–")),
      ]);
    }
  }
}

/** Four digits that count are enough. */
function rounded(/** @type {string} */ _name, /** @type {unknown} */ value) {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
