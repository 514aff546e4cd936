import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The first of the commands that the PATH holds, as an absolute file name.
 * @param {string[]} commands
 * @returns {string | undefined}
 */
export function findOnPath(commands) {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return commands
    .flatMap((command) =>
      folders.flatMap((folder) => endings.map((ending) => join(folder, command + ending))),
    )
    .find(isExecutable);
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
