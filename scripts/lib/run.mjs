import { spawn } from "node:child_process";
import { basename, dirname } from "node:path";

/** So many lines of what a quiet command said go into the error when it fails. */
const TAIL = 20;

/**
 * Runs a command to its end. A quiet command shows nothing: what it said is the result, or the end of the error.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {Promise<string>} what a quiet command said
 */
export function run(command, args, { cwd, env = process.env, quiet = false } = {}) {
  const line = [basename(command), ...args].join(" ");
  // Windows starts .cmd and .bat files (npm, code) only through its shell, which wants names with spaces quoted.
  const shell = process.platform === "win32" && !command.endsWith(".exe");
  const quote = (/** @type {string} */ word) => (shell && /\s/.test(word) ? `"${word}"` : word);
  return new Promise((resolve, reject) => {
    const child = spawn(quote(command), args.map(quote), {
      cwd,
      env,
      shell,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => (said += text));
    }
    child.on("error", (cause) => reject(new Error(`cannot run ${line}: ${cause.message}`, { cause })));
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(said);
      const tail = said.trim().split("\n").slice(-TAIL).join("\n");
      const how = signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
      reject(new Error(`${line} ${how}${tail && `:\n${tail}`}`));
    });
  });
}

/**
 * Runs npm with the Node that runs this script.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, { env = process.env, ...options } = {}) {
  const ownEnv = { ...env };
  // An outer `npm start` says through these where it runs; a package is installed elsewhere.
  delete ownEnv.npm_config_local_prefix;
  delete ownEnv.npm_config_prefix;
  const npmScript = process.env.npm_execpath;
  return npmScript && basename(npmScript) === "npm-cli.js"
    ? run(process.execPath, [npmScript, ...args], {
        ...options,
        env: withNodeFirst(process.execPath, ownEnv),
      })
    : run("npm", args, { ...options, env: ownEnv });
}

/**
 * An environment in which `node`, and so npm and npx, is the given one.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withNodeFirst(node, env = process.env) {
  // Windows spells it Path, and a copy of process.env no longer ignores case.
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const separator = process.platform === "win32" ? ";" : ":";
  return {
    ...env,
    [name]: `${dirname(node)}${separator}${env[name] ?? ""}`,
    NODE: node,
    npm_node_execpath: node,
  };
}
