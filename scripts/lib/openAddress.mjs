import { spawn } from "node:child_process";
import { findOnPath } from "./onPath.mjs";

/**
 * Opens an address in the person's own browser, which outlives this script.
 * @param {string} url
 * @returns {boolean} false where there is no screen to open it on
 */
export function openAddress(url) {
  const { env, platform } = process;
  const noScreen = platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  if (env.CI || noScreen) return false;
  const [name, ...args] = {
    darwin: ["open", url],
    win32: ["cmd", "/c", "start", "", url.replaceAll("&", "^&")],
  }[platform] ?? ["xdg-open", url];
  const command = findOnPath([name]);
  if (!command) return false;
  const child = spawn(command, args, { detached: true, stdio: "ignore" });
  child.on("error", () => {}); // the address stands on the screen anyway
  child.unref();
  return true;
}
