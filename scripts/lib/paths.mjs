import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What is fetched once and kept: a Node, the editor, the profile of `npm start`. Ignored by git. */
export const cacheDir = resolve(process.env.INKLING_CACHE || join(root, ".vscode-test"));

/** The packaged extension, as `npm run package` leaves it. */
export const vsixPath = join(root, "dist/inkling.vsix");

/** The writing that `npm start` opens a copy of. */
export const sampleFolder = join(root, "test/fixtures/sample");

/** Reports and pictures of the last test run. Ignored by git. */
export const resultsDir = join(root, "test-results");
