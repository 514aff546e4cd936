import { existsSync, readFileSync, writeFileSync, rmSync, renameSync } from "node:fs";
import { afterAll, describe, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";
describe("explore", () => {
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    return { settings: { "workbench.colorTheme": "Default Light Modern",
      "inkling.models": [{ name: "lab", provider: "openai-compatible", model: "m", baseUrl: `${server.url}/v1`, contextTokens: 32000 }],
      "inkling.model.actions": "lab", "inkling.ghostText.enabled": false } };
  });
  afterAll(() => server.close());
  it("repl", async () => {
    const AsyncFunction = (async () => {}).constructor;
    writeFileSync("/tmp/e2e/ready", "");
    for (;;) {
      if (!existsSync("/tmp/e2e/cmd.js")) { await new Promise((r) => setTimeout(r, 100)); continue; }
      const code = readFileSync("/tmp/e2e/cmd.js", "utf8"); rmSync("/tmp/e2e/cmd.js");
      if (code.trim() === "quit") return;
      let out;
      try { out = await new AsyncFunction("session", "server", "workbench", "page", "picture", code)(session, server, session.workbench, session.page, session.picture); }
      catch (e) { out = "ERROR " + (e?.stack ?? e); }
      writeFileSync("/tmp/e2e/out.tmp", typeof out === "string" ? out : JSON.stringify(out, null, 1) ?? "undefined");
      renameSync("/tmp/e2e/out.tmp", "/tmp/e2e/out");
    }
  }, 3600_000);
});
