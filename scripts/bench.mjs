// npm run bench [-- --json]: how fast Inkling is here. Figures, not verdicts: nothing fails by being slow.
// --json: one object, name to number, as the last line.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { benchPanel } from "./benchPanel.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { withModernNode } from "./lib/nodeRuntime.mjs";
import { root } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";

/** Odd, so that the middle one is one that was measured. */
const EDITOR_ROUNDS = 3;
const MODEL_ROUNDS = 9;

await withModernNode(import.meta.url);
const { values } = parseArgs({ options: { json: { type: "boolean" } } });
await ensureDependencies();
await run(process.execPath, [join(root, "scripts/build.mjs"), "--release", "--tests"], { quiet: true });

const figures = {
  ...(await bundle()),
  ...(await embedded()),
  ...(await adapters()),
  ...(await review()),
  ...(await chats()),
  ...(await benchPanel()),
  ...(await editor()),
};
for (const [name, figure] of Object.entries(figures)) console.log(`${name.padEnd(46)} ${round(figure)}`);
if (values.json) {
  const rounded = Object.entries(figures).map(([name, figure]) => [name, round(figure)]);
  console.log(JSON.stringify(Object.fromEntries(rounded)));
}

/** KB that VS Code reads to activate Inkling, and those that wait for their first use. */
async function bundle() {
  const kb = async (file) => (await stat(join(root, "dist", file))).size / 1000;
  return {
    extensionBundleKb: await kb("extension.js"),
    workerBundleKb: await kb("embedded/worker.js"),
  };
}

/**
 * The demo model in its child process, in ms: from nothing to the first text (process, engine, weights), from a
 * request to the first text once it runs, and from "cancel" until the process says that it has stopped.
 */
async function embedded() {
  const prompt = { kind: "text", text: "The captain looked at the sea. The wind was strong, and the" };
  const cold = [];
  const warm = [];
  const cancel = [];
  for (let i = 0; i < EDITOR_ROUNDS; i++) {
    const started = performance.now();
    const worker = startWorker();
    worker.send({
      kind: "load",
      weights: { path: join(root, "media/model/inkling-demo.gguf"), contextTokens: 512 },
    });
    for (let id = 0; id < MODEL_ROUNDS; id++) {
      const asked = performance.now();
      worker.send({ kind: "generate", id, request: { prompt, sampling: { maxTokens: 400, seed: id + 1 } } });
      await worker.until((message) => message.id === id && message.kind === "text");
      if (id === 0) cold.push(performance.now() - started);
      else warm.push(performance.now() - asked);
      const cancelled = performance.now();
      worker.send({ kind: "cancel", id });
      await worker.until((message) => message.id === id && message.kind !== "text");
      cancel.push(performance.now() - cancelled);
    }
    worker.stop();
  }
  return {
    embeddedColdStartMs: median(cold),
    embeddedFirstTextMs: median(warm),
    embeddedCancelMs: Math.max(...cancel),
  };
}

function startWorker() {
  const child = fork(join(root, "dist/embedded/worker.js"), [], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return {
    send: (message) => child.send(message),
    stop: () => child.kill("SIGKILL"),
    /** @param {(message: { kind: string, id: number }) => boolean} wanted */
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const done = (settle, value) => {
          child.off("message", onMessage);
          child.off("exit", onExit);
          settle(value);
        };
        const onMessage = (message) => wanted(message) && done(resolve, message);
        const onExit = (code) => done(reject, new Error(`the model's process ended with code ${code}`));
        child.on("message", onMessage);
        child.on("exit", onExit);
      }),
  };
}

/** What each adapter adds to the raw socket, and how many chunks a second it reads: test/bench/adapters.ts. */
async function adapters() {
  const server = fork(join(root, "test/bench/instantServer.mjs"), [], { execArgv: [] });
  try {
    const [port] = await once(server, "message");
    return await withModule("adapters", ({ benchAdapters }) => benchAdapters(port));
  } finally {
    server.kill();
  }
}

/** The word diff of two texts of 200 KB: test/bench/review.ts. */
async function review() {
  return withModule("review", ({ wordDiff200KbMs }) => ({ wordDiff200KbMs: wordDiff200KbMs() }));
}

/** A thousand chats: opening their list and searching them: test/bench/chats.ts. */
async function chats() {
  return withModule("chats", ({ benchChats }) => benchChats());
}

/**
 * Runs something of a module of test/bench that needs no editor.
 * @param {string} name
 * @param {(module: any) => any} use
 */
async function withModule(name, use) {
  const { build } = await import("esbuild");
  const scratch = await mkdtemp(join(tmpdir(), "inkling-bench-"));
  try {
    const outfile = join(scratch, `${name}.cjs`);
    const entryPoints = [join(root, `test/bench/${name}.ts`)];
    await build({
      entryPoints,
      outfile,
      bundle: true,
      platform: "node",
      target: "node22",
      logLevel: "error",
    });
    return await use(await import(pathToFileURL(outfile).href));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Inside real VS Code, each round in an editor that was just started. */
async function editor() {
  const { runIntegration } = await import("./lib/integration.mjs");
  const scratch = await mkdtemp(join(tmpdir(), "inkling-bench-"));
  const rounds = [];
  try {
    for (let i = 0; i < EDITOR_ROUNDS; i++) {
      const report = join(scratch, `${i}.json`);
      await runIntegration("bench", report);
      rounds.push(JSON.parse(await readFile(report, "utf8")));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name]))]));
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

/** @param {number} figure */
function round(figure) {
  return Math.round(figure * 10) / 10;
}
