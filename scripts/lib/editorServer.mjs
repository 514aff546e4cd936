import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ensureEditor } from "./editorInstall.mjs";
import { writeSettings } from "./editorSettings.mjs";
import { HOST, freePort } from "./ports.mjs";
import { spawnTree } from "./processTree.mjs";
import { run } from "./run.mjs";

const READY_MS = 60_000;
const POLL_MS = 100;
const LAST_LINES = 15;

/**
 * @typedef {object} Editor
 * @property {string} url
 * @property {number} port
 * @property {string} folderUrl the address that opens the folder
 * @property {Promise<string>} exited settles, with how, when the editor ends
 * @property {() => Promise<void>} stop ends every process of it, extension hosts too, and waits
 */

/**
 * Starts VS Code for a browser, on this machine only, and waits until it answers.
 * @param {object} options
 * @param {string} options.folder to open
 * @param {string} options.userDataDir
 * @param {string} options.extensionsDir
 * @param {number} [options.port] 0 for a free one
 * @param {Record<string, unknown>} [options.settings] beside the quiet ones
 * @param {boolean} [options.keepSettings] adds only what an existing settings.json lacks
 * @param {boolean} [options.smokeTest] whether a page may bring suites to run
 * @param {boolean} [options.disableTrust]
 * @param {NodeJS.ProcessEnv} [options.env] on top of this script's own
 * @param {(line: string) => void} [options.log]
 * @param {boolean} [options.exitOnSignal] see `spawnTree`
 * @returns {Promise<Editor>}
 */
export async function startEditor(options) {
  const { userDataDir, extensionsDir, settings = {}, keepSettings = false, env, log, exitOnSignal } = options;
  const { node, entry } = await ensureEditor();
  const folder = resolve(options.folder);
  await writeSettings(userDataDir, settings, keepSettings);
  const own = await ownFolder();
  const port = options.port || (await freePort());
  const said = [];
  const tree = spawnTree(
    node,
    [
      entry,
      ...["--auth", "none", "--bind-addr", `${HOST}:${port}`],
      ...own.args,
      ...["--user-data-dir", userDataDir, "--extensions-dir", extensionsDir],
      ...[
        "--disable-telemetry",
        "--disable-update-check",
        "--disable-getting-started-override",
        "--disable-proxy",
      ],
      ...(options.disableTrust ? ["--disable-workspace-trust"] : []),
      ...(options.smokeTest ? ["--vscode-option", "enable-smoke-test-driver"] : []),
      folder,
    ],
    {
      cwd: folder,
      env: { ...ownEnvironment(), ...env },
      exitOnSignal,
      log(line) {
        said.push(line);
        said.splice(0, said.length - LAST_LINES);
        log?.(line);
      },
    },
  );
  const stop = async () => {
    await tree.stop();
    await own.remove();
  };
  const url = `http://${HOST}:${port}`;
  try {
    await ready(url, tree.exited);
  } catch (error) {
    await stop();
    throw new Error([`The editor did not start: ${error.message}`, ...said].join("\n"), { cause: error });
  }
  return { url, port, folderUrl: `${url}/?folder=${urlPath(folder)}`, exited: tree.exited, stop };
}

/**
 * Installs a packaged extension as a user would.
 * @param {{ vsix: string, extensionsDir: string, userDataDir: string }} options
 */
export async function installExtension({ vsix, extensionsDir, userDataDir }) {
  const { node, entry } = await ensureEditor();
  const own = await ownFolder();
  const folders = ["--user-data-dir", userDataDir, "--extensions-dir", extensionsDir];
  try {
    const args = [entry, ...own.args, ...folders, "--install-extension", vsix, "--force"];
    await run(node, args, { env: ownEnvironment(), quiet: true });
  } finally {
    await own.remove();
  }
}

/**
 * A path as it stands in an address, with readable slashes.
 * @param {string} path
 */
export function urlPath(path) {
  const slashes = path.replaceAll("\\", "/");
  return encodeURIComponent(slashes.startsWith("/") ? slashes : `/${slashes}`).replaceAll("%2F", "/");
}

/** Its configuration and socket: else it would write into the home folder, and a long path is no socket's name. */
async function ownFolder() {
  const folder = await mkdtemp(join(tmpdir(), "inkling-editor-"));
  const config = join(folder, "config.yaml");
  await writeFile(config, "auth: none\n");
  const socket = process.platform === "win32" ? [] : ["--session-socket", join(folder, "editor.sock")];
  return {
    args: ["--config", config, ...socket],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Without what an outer VS Code terminal, npm or hosting service says to programs: the editor would obey it. */
function ownEnvironment() {
  const foreign =
    /^(VSCODE_.*|CODE_SERVER_.*|CS_DISABLE_.*|ELECTRON_.*|NODE_OPTIONS|PORT|LOG_LEVEL|npm_.*|INIT_CWD)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * @param {string} url
 * @param {Promise<string>} exited
 */
async function ready(url, exited) {
  let ended;
  exited.then((how) => (ended = how));
  for (const end = Date.now() + READY_MS; Date.now() < end; await delay(POLL_MS)) {
    if (ended !== undefined) throw new Error(ended);
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`it did not answer within ${READY_MS / 1000} s`);
}
