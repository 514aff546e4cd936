import { findOnPath, isExecutable } from "./onPath.mjs";
import { run } from "./run.mjs";

const commands = ["code", "codium", "cursor"];
/** On a Mac the command is on the PATH only when its owner has asked for that. */
const macApps = ["Visual Studio Code", "VSCodium", "Cursor"].map(
  (name, index) => `/Applications/${name}.app/Contents/Resources/app/bin/${commands[index]}`,
);

/**
 * Installs a packaged extension in the VS Code of this machine and opens a folder there.
 * @param {string} vsix
 * @param {string} folder
 */
export async function openInDesktopEditor(vsix, folder) {
  const command = desktopEditor();
  await run(command, ["--install-extension", vsix, "--force"]);
  await run(command, [folder]);
}

/** @returns {string} the command of VS Code, or of one of its kin */
export function desktopEditor() {
  const command = findOnPath(commands) ?? macApps.find(isExecutable);
  if (command) return command;
  throw new Error(`No desktop editor found: none of ${commands.join(", ")} is a command here.`);
}
