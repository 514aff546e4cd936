import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

const DEFAULT_PORT = 8417;

export const help = `npm start builds Inkling and opens it in VS Code, in your browser.

  npm start -- [options]

  --port N       port to listen on, on this machine only (default ${DEFAULT_PORT}; the next free one if it is taken)
  --folder DIR   folder to open (default: a copy of the sample)
  --no-open      only print the address
  --tour DIR     walk through Inkling in a fresh profile, leave pictures in DIR, and stop
  --desktop      install it in your own VS Code and open the folder there
  --help         show this`;

/** What a person typed that cannot be. */
export class BadOption extends Error {}

/**
 * @typedef {object} StartOptions
 * @property {number} port
 * @property {string} [folder] absolute
 * @property {boolean} open
 * @property {string} [tour] absolute
 * @property {boolean} desktop
 * @property {boolean} help
 */

/**
 * @param {string[]} argv
 * @returns {StartOptions}
 */
export function parseStartOptions(argv) {
  const values = parse(argv);
  if (values.tour !== undefined && (values.desktop || values.folder !== undefined)) {
    throw new BadOption("--tour brings its own editor and folder: leave out --desktop and --folder.");
  }
  return {
    port: portFrom(values.port),
    ...(values.folder === undefined ? {} : { folder: folderFrom(values.folder) }),
    open: !values["no-open"],
    ...(values.tour === undefined ? {} : { tour: asTyped(notEmpty("--tour", values.tour)) }),
    desktop: values.desktop ?? false,
    help: values.help ?? false,
  };
}

function parse(argv) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: "string" },
        folder: { type: "string" },
        "no-open": { type: "boolean" },
        tour: { type: "string" },
        desktop: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    return values;
  } catch (error) {
    const [sentence] = error.message.split(/\.\s|\n/);
    throw new BadOption(`${sentence.replace(/\.$/, "")}. See: npm start -- --help`, { cause: error });
  }
}

function portFrom(text = String(DEFAULT_PORT)) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new BadOption(`--port must be a number from 1 to 65535, not ${JSON.stringify(text)}.`);
}

function folderFrom(text) {
  const folder = asTyped(notEmpty("--folder", text));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new BadOption(`--folder is not a folder: ${folder}`);
}

function notEmpty(name, text) {
  if (text !== "") return text;
  throw new BadOption(`${name} needs a folder.`);
}

/** npm runs its scripts in the repository, wherever the person is. */
function asTyped(path) {
  const here = process.env.npm_lifecycle_event === "start" ? process.env.INIT_CWD : undefined;
  return resolve(here ?? process.cwd(), path);
}
