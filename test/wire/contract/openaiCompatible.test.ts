import { describeAdapter, type AdapterSpec } from "../../support/adapterContract";
import { startFakeOpenAiServer, type FakeModelServer } from "../../support/fakeOpenAiServer";

const compatible: Omit<AdapterSpec<FakeModelServer>, "name" | "settings" | "prompts"> = {
  start: startFakeOpenAiServer,
  usage: true,
};
const settings = ({ url }: FakeModelServer) => ({
  provider: "openai-compatible" as const,
  model: "acme/tiny",
  baseUrl: `${url}/v1`,
});

describeAdapter({
  ...compatible,
  name: "a compatible server's chat",
  settings: (server) => settings(server),
  prompts: ["chat"],
});

describeAdapter({
  ...compatible,
  name: "a compatible server's completions",
  settings: (server) => ({ ...settings(server), kind: "base" }),
  prompts: ["text"],
});
