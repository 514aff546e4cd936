// Builds dist/: the extension, the embedded model's worker, the webviews and the test suites.
//   node scripts/build.mjs [--watch] [--release [--tests]]   (--release: minified, without maps and, unless asked
//   for, test suites)
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { context } from "esbuild";
import { root } from "./lib/paths.mjs";

const { values } = parseArgs({
  options: { watch: { type: "boolean" }, release: { type: "boolean" }, tests: { type: "boolean" } },
});
const dist = join(root, "dist");
const llamaPackage = dirname(dirname(createRequire(import.meta.url).resolve("node-llama-cpp")));
/** Where the worker keeps what node-llama-cpp expects beside its own files. */
const llamaFolder = "embedded/node-llama-cpp";

/**
 * node-llama-cpp finds its data files and its own version from where each of its files lies. In one bundle
 * they would all lie in the same place, so each is told where it would be under `llamaFolder`. All but one:
 * testBindingBinary tries a binary in a process of its own unless it finds itself bundled, and the worker
 * already is a process that may crash.
 */
const keepLlamaPaths = {
  name: "keep-llama-paths",
  setup(build) {
    build.onLoad({ filter: /node-llama-cpp[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      if (path.endsWith("testBindingBinary.js")) return undefined;
      const inside = relative(llamaPackage, path).replaceAll("\\", "/");
      const code = await readFile(path, "utf8");
      return {
        contents: code.replaceAll(
          "import.meta.url",
          `new URL("./node-llama-cpp/${inside}", import.meta.url).href`,
        ),
      };
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: "info",
  minify: values.release ?? false,
  sourcemap: values.release ? false : "linked",
  target: "es2023",
};
const node = { ...common, platform: "node", format: "esm", target: "node22" };
/** Packages in the CommonJS format call require, which an ES module has to make for itself. */
const requireBanner = `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);`;

const builds = [
  {
    ...node,
    entryPoints: ["src/extension.ts"],
    outdir: "dist",
    splitting: true, // each SDK in a chunk of its own, read when first used
    chunkNames: "chunks/[name]-[hash]",
    external: ["vscode"],
    banner: { js: requireBanner },
  },
  {
    ...node,
    entryPoints: { worker: "src/core/models/worker/embeddedWorker.ts" },
    outdir: "dist/embedded",
    external: ["@node-llama-cpp/*", "@reflink/*", "electron"],
    plugins: [keepLlamaPaths],
    banner: { js: requireBanner },
  },
  {
    ...common,
    platform: "browser",
    format: "esm",
    entryPoints: {
      chatPanel: "src/webview/chatPanel/main.tsx",
      statistics: "src/webview/statistics/main.tsx",
      understanding: "src/webview/understanding/main.tsx",
    },
    outdir: "dist/webview",
    tsconfig: "src/webview/tsconfig.json",
  },
];

if (!values.release || values.tests) {
  builds.push({
    ...node,
    format: "cjs",
    entryPoints: { integration: "test/integration/index.ts" },
    outdir: "dist/test",
    outExtension: { ".js": ".cjs" },
    external: ["vscode", "mocha"],
  });
}

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, llamaFolder), { recursive: true });
for (const file of [
  "package.json",
  "LICENSE",
  "llama/binariesGithubRelease.json",
  "llama/llama.cpp.info.json",
  "llama/grammars",
]) {
  await cp(join(llamaPackage, file), join(dist, llamaFolder, file), { recursive: true });
}

const codicons = join(root, "node_modules/@vscode/codicons/dist");
for (const file of ["codicon.css", "codicon.ttf"])
  await cp(join(codicons, file), join(dist, "webview", file));

console.log("building");
const contexts = await Promise.all(builds.map((options) => context(options)));
if (values.watch) {
  await Promise.all(contexts.map((build) => build.watch()));
  console.log("built, watching");
} else {
  try {
    await Promise.all(contexts.map((build) => build.rebuild()));
    console.log("built");
  } catch {
    process.exitCode = 1; // esbuild has said what is wrong
  } finally {
    await Promise.all(contexts.map((build) => build.dispose()));
  }
}
