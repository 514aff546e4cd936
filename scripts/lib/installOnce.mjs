import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const HOUR_MS = 3_600_000;

/**
 * Makes a folder once and whole: the work is done in a draft beside it, so a folder of that name is always complete.
 * When two processes do it at once, the first to finish wins and the other uses its folder.
 * @param {string} folder
 * @param {(draft: string) => Promise<void>} install
 */
export async function installOnce(folder, install) {
  if (existsSync(folder)) return;
  const draftName = `${basename(folder)}.draft-`;
  await mkdir(dirname(folder), { recursive: true });
  await removeOldDrafts(dirname(folder), draftName);
  const draft = await mkdtemp(join(dirname(folder), draftName));
  try {
    await install(draft);
    await rename(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A draft left by an interrupted install may be large; a younger one may be another process at work. */
async function removeOldDrafts(parent, draftName) {
  for (const name of await readdir(parent)) {
    const draft = join(parent, name);
    if (!name.startsWith(draftName)) continue;
    const found = await stat(draft).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > HOUR_MS) await rm(draft, { recursive: true, force: true });
  }
}
