import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchBrowser } from "../../scripts/lib/browser.mjs";
import { installExtension, startEditor } from "../../scripts/lib/editorServer.mjs";
import { resultsDir, sampleFolder, vsixPath } from "../../scripts/lib/paths.mjs";
import { Workbench } from "../../scripts/lib/workbench.mjs";

/**
 * Real VS Code with the packaged extension, a copy of the sample folder and a profile that nobody has used, open in
 * a browser.
 * @param {{ settings?: Record<string, unknown>, lang?: string }} [options]
 */
async function openSession({ settings = {}, lang } = {}) {
  const profile = await mkdtemp(join(tmpdir(), "inkling-e2e-"));
  const folder = join(profile, "sample");
  const userDataDir = join(profile, "user");
  const extensionsDir = join(profile, "extensions");
  await cp(sampleFolder, folder, { recursive: true });
  await installExtension({ vsix: vsixPath, extensionsDir, userDataDir });
  const editor = await startEditor({
    folder,
    userDataDir,
    extensionsDir,
    settings,
    disableTrust: true,
    env: { EXTENSIONS_GALLERY: "{}" },
  });
  const { browser, context } = await launchBrowser({ lang });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: editor.url });
  const page = await context.newPage();
  const workbench = new Workbench(page);
  await workbench.open(editor.folderUrl);

  const pictures = join(resultsDir, "screenshots");
  await mkdir(pictures, { recursive: true });
  return {
    folder,
    /** Where the folder is open. */
    url: editor.folderUrl,
    userDataDir,
    page,
    workbench,
    /** Leaves a picture for a person to look at. @param {string} name */
    picture: (name) => page.screenshot({ path: join(pictures, `${name}.png`) }),
    /** Ends the process that extensions run in, as a crash does. */
    async crashExtensionHost() {
      const hosts = await extensionHosts(userDataDir);
      if (hosts.length === 0) throw new Error("No extension host is running.");
      for (const pid of hosts) process.kill(pid, "SIGKILL");
    },
    async close() {
      await browser.close();
      await editor.stop();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * The extension hosts of the editor with this user data, and of no other: by the processes that they come from.
 * @param {string} userDataDir
 * @returns {Promise<number[]>} process ids
 */
async function extensionHosts(userDataDir) {
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-eo", "pid=,ppid=,args="], { maxBuffer: 1e7 });
  const all = new Map(
    stdout.split("\n").flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [[Number(pid), { parent: Number(parent), command }]];
    }),
  );
  const isOurs = (pid) => {
    for (let one = all.get(pid); one; one = all.get(one.parent)) {
      if (one.command.includes(userDataDir)) return true;
    }
    return false;
  };
  return [...all.keys()].filter((pid) => all.get(pid)?.command.includes("=extensionHost") && isOurs(pid));
}

/**
 * Settings of a writer whose actions are done by a fake server's model, in a light theme, without ghost text.
 * @param {{ url: string }} server
 */
export const withModelOf = (server) => ({
  "workbench.colorTheme": "Default Light Modern",
  "inkling.models": [
    {
      name: "lab",
      provider: "openai-compatible",
      model: "m",
      baseUrl: `${server.url}/v1`,
      contextTokens: 32_000,
    },
  ],
  "inkling.model.actions": "lab",
  "inkling.ghostText.enabled": false,
});

/**
 * Opens a session for the tests of a `describe`, and leaves a picture where one fails.
 * @param {() => Promise<Parameters<typeof openSession>[0]>} [prepare] what is needed before, and the options
 * @returns {Awaited<ReturnType<typeof openSession>>} filled once the tests run
 */
export function useSession(prepare = async () => ({})) {
  const session = /** @type {Awaited<ReturnType<typeof openSession>>} */ ({});
  beforeAll(async () => Object.assign(session, await openSession(await prepare())));
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await session.picture(`failed: ${task.name}`);
  });
  afterAll(() => session.close?.());
  return session;
}
