import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

const POLITE_MS = 5_000;
/** For what the first process has left behind, such as a child of an extension. */
const STRAGGLER_MS = 1_500;
const FORCED_MS = 2_000;
const POLL_MS = 50;
const windows = process.platform === "win32";

/**
 * @typedef {object} ProcessTree
 * @property {number} pid
 * @property {Promise<string>} exited settles, with how, when the first process of the tree ends
 * @property {() => Promise<void>} stop ends every process of the tree and waits until none is left
 */

/**
 * Starts a long-lived command whose children end with it: it leads a process group of its own, and the group is
 * also killed when this script exits.
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(line: string) => void} [options.log] gets every line the command says
 * @param {boolean} [options.exitOnSignal] false when the caller ends the tree itself on Ctrl+C; a group of its own
 *   does not get the terminal's signal
 * @returns {ProcessTree}
 */
export function spawnTree(command, args, { cwd, env, log = () => {}, exitOnSignal = true }) {
  const child = spawn(command, args, { cwd, env, detached: !windows, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", log);

  const kill = () => killTree(child.pid, "SIGKILL");
  const quit = () => process.exit(130);
  const signals = exitOnSignal ? ["SIGINT", "SIGTERM", "SIGHUP"] : [];
  process.on("exit", kill);
  for (const signal of signals) process.on(signal, quit);
  const forget = () => {
    process.off("exit", kill);
    for (const signal of signals) process.off(signal, quit);
  };

  const exited = new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    exited,
    async stop() {
      if (child.pid === undefined) return forget();
      if (windows) {
        kill();
        await exited;
      } else {
        // The leader alone is asked, so that it can let its children finish their work.
        child.kill("SIGTERM");
        await Promise.race([exited, delay(POLITE_MS, undefined, { ref: false })]);
        if (!(await groupGone(child.pid, STRAGGLER_MS))) {
          kill();
          await groupGone(child.pid, FORCED_MS);
        }
      }
      forget();
    },
  };
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function killTree(pid, signal) {
  if (pid === undefined) return;
  if (windows) {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // nothing of the group is left
  }
}

/**
 * @param {number} pid
 * @param {number} withinMs
 */
async function groupGone(pid, withinMs) {
  for (const end = Date.now() + withinMs; Date.now() < end; await delay(POLL_MS)) {
    try {
      process.kill(-pid, 0);
    } catch {
      return true;
    }
  }
  return false;
}
