import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { npm } from "./run.mjs";

const lockFile = join(root, "package-lock.json");
const stampFile = join(root, "node_modules/.inkling-lock-hash");
/** npm writes it whenever it changes node_modules. */
const npmsOwnStamp = join(root, "node_modules/.package-lock.json");

/** Installs the dependencies when there are none, or when package-lock.json has changed since. */
export async function ensureDependencies() {
  const hash = createHash("sha256")
    .update(await readFile(lockFile))
    .digest("hex");
  const stamp = await readFile(stampFile, "utf8").catch(() => undefined);
  if (stamp === hash) return;
  // A contributor who ran `npm ci` by hand need not wait for another one.
  if (await installedSinceLockChanged()) return writeFile(stampFile, hash);
  console.log(
    stamp === undefined ? "Installing dependencies…" : "Dependencies have changed: installing them again…",
  );
  // Every binary that is needed lies inside a package; install scripts would only look for others on the net.
  await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: root, quiet: true });
  await writeFile(stampFile, hash);
}

async function installedSinceLockChanged() {
  const [lock, installed] = await Promise.all([stat(lockFile), stat(npmsOwnStamp).catch(() => undefined)]);
  return installed !== undefined && installed.mtimeMs > lock.mtimeMs;
}
