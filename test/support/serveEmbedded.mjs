// node test/support/serveEmbedded.mjs [--model file.gguf] [--port 8080]: an OpenAI-compatible server on this machine
// over the embedded engine (npm run build first). Prints the base URL and runs until it is stopped.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { root } from "../../scripts/lib/paths.mjs";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: join(root, "media/model/inkling-demo.gguf") },
    port: { type: "string", default: "0" },
  },
});

/** The TypeScript that is needed, as one module. */
async function load() {
  const contents = `
    export { EmbeddedEngine } from "./src/core/models/worker/embeddedEngine";
    export { startEmbeddedOpenAiServer } from "./test/support/embeddedOpenAiServer";`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    ...{ bundle: true, write: false, platform: "node", format: "esm" },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const { EmbeddedEngine, startEmbeddedOpenAiServer } = await load();
const engine = new EmbeddedEngine({
  workerPath: join(root, "dist/embedded/worker.js"),
  idleMs: () => 600_000,
  logger: { info: console.error, warn: console.error, error: console.error },
});
const path = resolve(values.model);
const weights = { path };
const server = await startEmbeddedOpenAiServer({ engine, weights, port: Number(values.port) });
console.log(server.baseUrl);
// A parent that started this with a channel is told, and may go at any moment.
process.send?.({ baseUrl: server.baseUrl, model: server.model });
const stop = () => {
  engine.dispose();
  process.exit();
};
for (const event of ["SIGINT", "SIGTERM", "disconnect"]) process.on(event, stop);
