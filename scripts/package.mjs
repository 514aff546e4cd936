// Makes the .vsix for one platform, by default this one:
//   npm run package [-- --target linux-x64] [--tests]   (--tests: builds the test suites as well, beside the package)
// It carries that platform's CPU binary of llama.cpp (on macOS Metal); CUDA and Vulkan stay out.
import { cp, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { withModernNode } from "./lib/nodeRuntime.mjs";
import { root, vsixPath } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";

/** VS Code's name of a platform → node-llama-cpp's package for its CPU. */
const BINARIES = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "linux-armhf": "linux-armv7l",
  "darwin-arm64": "mac-arm64-metal",
  "darwin-x64": "mac-x64",
  "win32-x64": "win-x64",
  "win32-arm64": "win-arm64",
};
/** The largest .vsix that we hand to a person, in bytes. */
const MAX_BYTES = 60 * 1024 * 1024;

await withModernNode(import.meta.url);
const { values } = parseArgs({ options: { target: { type: "string" }, tests: { type: "boolean" } } });
const target = values.target ?? `${process.platform}-${process.arch}`;
const binary = BINARIES[target];
if (!binary) {
  console.error(`There is no package for ${target}. Known: ${Object.keys(BINARIES).join(", ")}.`);
  process.exit(2);
}

await ensureDependencies();
await run(
  process.execPath,
  [join(root, "scripts/build.mjs"), "--release", ...(values.tests ? ["--tests"] : [])],
  { cwd: root },
);
await cp(
  join(root, "node_modules/@node-llama-cpp", binary),
  join(root, "dist/embedded/node_modules/@node-llama-cpp", binary),
  { recursive: true },
).catch(() => {
  console.error(`npm has not installed @node-llama-cpp/${binary}: package for ${target} on that platform.`);
  process.exit(1);
});
const { createVSIX } = await import("@vscode/vsce");
await createVSIX({
  cwd: root,
  packagePath: vsixPath,
  target,
  dependencies: false, // everything is bundled
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
await rm(join(root, "dist/embedded/node_modules"), { recursive: true });

const { size } = await stat(vsixPath);
console.log(`${relative(root, vsixPath)}: ${(size / 1024 / 1024).toFixed(1)} MB for ${target}`);
if (size > MAX_BYTES) {
  console.error("That is more than 60 MB.");
  process.exit(1);
}
