import { spawn } from "node:child_process";
import { basename, dirname } from "node:path";

/** So many lines of what a quiet command said go into the error when it fails: npm names the reason first, tools last. */
const FIRST_LINES = 8;
const LAST_LINES = 16;

/**
 * Runs a command to its end. A quiet command shows nothing: what it said is the result, or part of the error.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, name?: string }} [options] `name` for errors
 * @returns {Promise<string>} what a quiet command said
 */
export function run(command, args, { cwd, env = process.env, quiet = false, name = basename(command) } = {}) {
  const line = [name, ...args].join(" ");
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
      const how = signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
      reject(new Error([`${line} ${how}${said && ":"}`, ...endsOf(said.trim())].join("\n")));
    });
  });
}

/** @param {string} text */
function endsOf(text) {
  const lines = text === "" ? [] : text.split("\n");
  const left = lines.length - FIRST_LINES - LAST_LINES;
  return left <= 0
    ? lines
    : [...lines.slice(0, FIRST_LINES), `… ${left} lines …`, ...lines.slice(-LAST_LINES)];
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
  ownEnv.npm_config_loglevel = "error"; // its warnings about other people's packages hide what matters
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
