import { describeAdapter, type AdapterSpec } from "../../support/adapterContract";
import { startFakeOllamaServer } from "../../support/fakeOllamaServer";
import type { FakeModelServer } from "../../support/fakeOpenAiServer";

const ollama: Omit<AdapterSpec<FakeModelServer>, "name" | "settings" | "prompts"> = {
  start: startFakeOllamaServer,
  usage: true,
  // It keeps a request until the model is loaded.
  faults: { loading: "never" },
};
const settings = ({ url }: FakeModelServer) => ({
  provider: "ollama" as const,
  model: "llama3.2:3b",
  baseUrl: url,
});

describeAdapter({ ...ollama, name: "Ollama's chat", settings, prompts: ["chat", "text", "infill"] });

describeAdapter({
  ...ollama,
  name: "Ollama with a base model",
  settings: (server) => ({ ...settings(server), kind: "base" }),
  prompts: ["text", "infill"],
});
