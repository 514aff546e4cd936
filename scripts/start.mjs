// npm start: builds Inkling and opens it in VS Code in the browser, as a user would have it. See --help.
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { desktopEditor, openInDesktopEditor } from "./lib/desktopEditor.mjs";
import { ensureEditor } from "./lib/editorInstall.mjs";
import { installExtension, startEditor } from "./lib/editorServer.mjs";
import { withModernNode } from "./lib/nodeRuntime.mjs";
import { openAddress } from "./lib/openAddress.mjs";
import { cacheDir, root, sampleFolder, vsixPath } from "./lib/paths.mjs";
import { freePort } from "./lib/ports.mjs";
import { npm } from "./lib/run.mjs";
import { BadOption, help, parseStartOptions } from "./lib/startOptions.mjs";

const INTERRUPTED = Symbol("interrupted");

try {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) {
    console.log(help);
  } else {
    await withModernNode(import.meta.url);
    await start(options);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof BadOption ? 2 : 1;
}

/** @param {import("./lib/startOptions.mjs").StartOptions} options */
async function start(options) {
  if (options.desktop) desktopEditor(); // says that there is none before the build, not after it
  await ensureDependencies();
  console.log("Building and packaging Inkling…");
  await npm(["run", "package"], { cwd: root, quiet: true });
  if (options.desktop) return openInDesktopEditor(vsixPath, options.folder ?? (await sampleIn(home())));
  await ensureEditor();
  await (options.tour === undefined ? stay(options) : guide(options));
}

/** Keeps the editor open until the person stops it. */
async function stay({ port, folder, open }) {
  const interrupted = interruption();
  const editor = await openEditor(home(), port, folder);
  console.log(`\nInkling is open at  ${editor.folderUrl}\nTo stop it, press Ctrl+C.\n`);
  if (open) openAddress(editor.folderUrl);
  const how = await Promise.race([interrupted, editor.exited]);
  await editor.stop();
  if (how !== INTERRUPTED) throw new Error(`The editor ended by itself: ${how}.`);
  console.log("Stopped.");
}

/** Walks through Inkling in a profile that nobody has used, and removes it afterwards. */
async function guide({ port, tour: outDir }) {
  const interrupted = interruption();
  const profile = await mkdtemp(join(tmpdir(), "inkling-tour-"));
  let editor;
  try {
    editor = await openEditor(profile, port);
    await mkdir(outDir, { recursive: true });
    const { tour } = await import("./tour.mjs");
    const walk = tour({ url: editor.folderUrl, folder: join(profile, "sample"), outDir });
    const died = editor.exited.then((how) =>
      Promise.reject(new Error(`The editor ended by itself: ${how}.`)),
    );
    if ((await Promise.race([walk, died, interrupted])) === INTERRUPTED)
      throw new Error("The tour was interrupted.");
    console.log(`The tour is done: see ${outDir}`);
  } finally {
    await editor?.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

/**
 * @param {string} profile where the editor keeps its data, extensions and the sample
 * @param {number} wantedPort
 * @param {string} [folder] the sample unless given
 */
async function openEditor(profile, wantedPort, folder) {
  const userDataDir = join(profile, "user");
  const extensionsDir = join(profile, "extensions");
  await installExtension({ vsix: vsixPath, extensionsDir, userDataDir });
  const port = await freePort(wantedPort);
  if (port !== wantedPort) console.log(`Port ${wantedPort} is taken: using ${port}.`);
  return startEditor({
    folder: folder ?? (await sampleIn(profile)),
    userDataDir,
    extensionsDir,
    port,
    keepSettings: true,
    exitOnSignal: false,
  });
}

function home() {
  return join(cacheDir, "start");
}

/** A copy of the sample, made once, so that what a person writes in it stays theirs. */
async function sampleIn(profile) {
  const sample = join(profile, "sample");
  if (!existsSync(sample)) {
    const draft = `${sample}.draft`; // a copy that was interrupted is not taken for a whole one
    await rm(draft, { recursive: true, force: true });
    await cp(sampleFolder, draft, { recursive: true });
    await rename(draft, sample);
  }
  return sample;
}

function interruption() {
  return new Promise((resolve) => {
    // The same Ctrl+C may arrive twice: from the terminal, and handed on by npm or an older Node.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve(INTERRUPTED));
  });
}
