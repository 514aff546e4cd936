import { describeAdapter, type AdapterSpec } from "../../support/adapterContract";
import { startFakeLlamaCppServer } from "../../support/fakeLlamaCppServer";
import type { FakeModelServer } from "../../support/fakeOpenAiServer";

const llamaCpp: Omit<AdapterSpec<FakeModelServer>, "name" | "settings" | "prompts"> = {
  start: startFakeLlamaCppServer,
  usage: true,
  looksWhetherLoaded: true,
  // It knows neither limits nor credit: what is too much waits its turn.
  faults: { rateLimited: "never", outOfQuota: "never" },
};
const settings = ({ url }: FakeModelServer) => ({ provider: "llama.cpp" as const, baseUrl: url });

describeAdapter({
  ...llamaCpp,
  name: "llama.cpp's server",
  settings,
  prompts: ["chat", "text", "infill"],
});

describeAdapter({
  ...llamaCpp,
  name: "llama.cpp's server with a base model",
  settings: (server) => ({ ...settings(server), kind: "base" }),
  prompts: ["text", "infill"],
});
