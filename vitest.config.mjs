// The suites that need no editor. `npm test` runs them all; `npx vitest run --project core` runs one kind.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const setupFiles = ["test/support/patience.ts"];

/** @param {string} name of the project and of its folder @param {object} [more] */
const project = (name, { include = [`test/unit/${name}/**/*.test.{ts,tsx}`], ...more } = {}, rest = {}) => ({
  // Long enough for a busy machine: `expect.poll` here, `vi.waitFor` and `vi.waitUntil` in the setup file.
  test: { name, include, testTimeout: 30_000, expect: { poll: { timeout: 20_000 } }, setupFiles, ...more },
  ...rest,
});
const fakeVscode = fileURLToPath(new URL("test/fakes/vscode.ts", import.meta.url));
const preact = { oxc: { jsx: { runtime: "automatic", importSource: "preact" } } };

export default defineConfig({
  test: {
    projects: [
      // Without an alias an import of vscode cannot be resolved: core stays free of it.
      project("core", { pool: "threads", isolate: false }),
      project("repo"),
      project("host", { pool: "threads" }, { resolve: { alias: { vscode: fakeVscode } } }),
      project("webview", { environment: "happy-dom" }, preact),
      // Real sockets and a real child process: slower, and each test brings its own server. Most of them wait, so
      // that more of them than processors go side by side, after the others.
      project("wire", {
        include: ["test/wire/**/*.test.ts"],
        maxWorkers: 5,
        sequence: { groupOrder: 1 },
      }),
      // The built panel in real Chromium, without VS Code.
      project(
        "panel",
        { include: ["test/panel/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 2 },
        { resolve: { alias: { vscode: fakeVscode } } },
      ),
      // Figures, not tests: `npm run bench`.
      project(
        "panelBench",
        { include: ["test/panel/bench/*.bench.ts"], testTimeout: 600_000 },
        { resolve: { alias: { vscode: fakeVscode } } },
      ),
      // A person's way through real VS Code in a browser. One editor at a time: they are heavy.
      project("e2e", {
        include: ["test/e2e/**/*.test.mjs"],
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
    ],
  },
});
