import { join } from "node:path";
import { installOnce } from "./installOnce.mjs";
import { node24 } from "./nodeRuntime.mjs";
import { cacheDir } from "./paths.mjs";
import { npm, withNodeFirst } from "./run.mjs";

/** The npm package that carries a complete VS Code, and its version. */
const PACKAGE = "code-server";
const VERSION = "4.139.1";

/**
 * The editor that `npm start` and the tests run, fetched once into the cache.
 * @returns {Promise<{ node: string, entry: string }>} run `entry` with `node`
 */
export async function ensureEditor() {
  const node = await node24();
  const folder = join(cacheDir, `${PACKAGE}-${VERSION}`);
  await installOnce(folder, (draft) => install(draft, node));
  return { node, entry: join(folder, "node_modules", PACKAGE, "out/node/entry.js") };
}

/**
 * @param {string} draft
 * @param {string} node
 */
async function install(draft, node) {
  console.log(`Fetching VS Code (${PACKAGE} ${VERSION}, about 600 MB on disk, once)…`);
  // node-gyp would download Node's headers; npm's Node carries them.
  const env = { ...withNodeFirst(node), npm_config_nodedir: join(node, "../..") };
  const flags = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  // Its own install script fails under npm, so its steps are done here.
  await npm(["install", "--prefix", draft, ...flags, "--no-save", `${PACKAGE}@${VERSION}`], {
    cwd: draft,
    env,
    quiet: true,
  });
  const vscode = join(draft, "node_modules", PACKAGE, "lib/vscode");
  await npm(["install", "--prefix", vscode, ...flags], { cwd: vscode, env, quiet: true });
  try {
    const compiled = ["@vscode/spdlog", "@vscode/native-watchdog"];
    await npm(["rebuild", "--prefix", vscode, ...compiled], { cwd: vscode, env, quiet: true });
  } catch {
    // Usually there is no C++ compiler. The editor does without these two.
    console.log(
      "The editor's log writer could not be compiled: it runs, but writes no log files of its own.",
    );
  }
}
