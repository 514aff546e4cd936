import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesUnder, root } from "./support/repository";

/** A working copy as a developer has it: a debug build, caches, reports. */
const OUT = [
  ...filesUnder("src").slice(0, 3),
  "scripts/build.mjs",
  "test/unit/host/x.test.ts",
  "test/fixtures/sample/letter.md",
  "node_modules/openai/index.js",
  ".vscode-test/node-24/bin/node",
  ".vscode/launch.json",
  ".ci/run",
  "test-results/unit.json",
  "evals/run.mjs",
  "media/model/train/train.py",
  "media/icon-gallery.svg",
  "media/template.schema.json",
  "tsconfig.json",
  "package-lock.json",
  "CONTRIBUTING.md",
  ".env",
];
const OUT_OF_DIST = [
  "dist/extension.js.map",
  "dist/chunks/chunk-A.js.map",
  "dist/webview/chatPanel.js.map",
  "dist/test/integration.cjs",
  "dist/inkling.vsix",
];
const IN = [
  "package.json",
  "package.nls.json",
  "package.nls.zh-cn.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/extension.js",
  "dist/chunks/chunk-A.js",
  "dist/webview/chatPanel.js",
  "dist/webview/statistics.js",
  "dist/webview/understanding.js",
  "dist/webview/codicon.css",
  "dist/webview/codicon.ttf",
  "dist/embedded/worker.js",
  "dist/embedded/node-llama-cpp/package.json",
  "dist/embedded/node_modules/@node-llama-cpp/linux-x64/bins/llama-addon.node",
  "l10n/bundle.l10n.zh-cn.json",
  "media/icon.png",
  "media/icon.svg",
  "media/chatPanel.css",
  "media/page.css",
  "media/statistics.css",
  "media/understanding.css",
  "media/templates/poem.zh-cn.prompt.md",
  "media/template.language.json",
  "media/template.tmLanguage.json",
  "media/model/inkling-demo.gguf",
  "media/model/LICENSE",
];

let folder: string;
let packaged: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inkling-packaging-"));
  for (const path of [...OUT, ...OUT_OF_DIST, ...IN]) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), "x");
  }
  for (const path of ["package.json", ".vscodeignore"]) await copyFile(join(root, path), join(folder, path));
  packaged = await listFiles({ cwd: folder, packageManager: PackageManager.None });
});
afterAll(() => rm(folder, { recursive: true }));

describe("the packaged extension", () => {
  it("holds what it needs to run, and its licences", () => {
    expect(IN.filter((path) => !packaged.includes(path))).toEqual([]);
  });

  it("holds no sources, tests, caches, or anything else of the workshop", () => {
    expect(OUT.filter((path) => packaged.includes(path))).toEqual([]);
  });

  it("holds no source maps, suites or older package out of a debug build", () => {
    expect(OUT_OF_DIST.filter((path) => packaged.includes(path))).toEqual([]);
  });

  it("holds nothing that is not named here", () => {
    expect(packaged.filter((path) => ![...IN, ...OUT, ...OUT_OF_DIST].includes(path))).toEqual([]);
  });
});
