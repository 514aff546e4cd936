// npm run test:desktop: the suites of a trusted folder that npm test runs in code-server, in desktop VS Code instead,
// which @vscode/test-electron downloads once. INKLING_VSCODE names a version; by default the newest stable one.
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { withModernNode } from "./lib/nodeRuntime.mjs";
import { root, sampleFolder } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";

await withModernNode(import.meta.url);
await ensureDependencies();
await run(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, quiet: true });
const { runTests } = await import("@vscode/test-electron");
const folder = await mkdtemp(join(tmpdir(), "inkling-desktop-"));
try {
  const [sample, userData] = [join(folder, "sample"), join(folder, "user")];
  await cp(sampleFolder, sample, { recursive: true });
  await mkdir(join(userData, "User"), { recursive: true });
  await writeFile(
    join(userData, "User/settings.json"),
    JSON.stringify({ "inkling.ghostText.speculate": "off" }),
  );
  process.exitCode = await runTests({
    version: process.env.INKLING_VSCODE ?? "stable",
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, "dist/test/integration.cjs"),
    launchArgs: [sample, "--user-data-dir", userData, "--disable-workspace-trust", "--disable-extensions"],
    extensionTestsEnv: { INKLING_SUITES: "trusted", INKLING_REPOSITORY: root },
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
