import { CONTRACT_KEY, describeAdapter, type AdapterSpec } from "../../support/adapterContract";
import { startFakeAzureServer } from "../../support/fakeAzureServer";
import type { FakeModelServer } from "../../support/fakeOpenAiServer";

const azure: Pick<AdapterSpec<FakeModelServer>, "start" | "usage" | "faults"> = {
  start: (wire) => startFakeAzureServer({ ...wire, deployment: "my-gpt", apiKey: CONTRACT_KEY }),
  usage: true,
  // Its models run elsewhere and are always there.
  faults: { loading: "never" },
};
const settings = ({ url }: FakeModelServer) => ({
  provider: "azure-openai" as const,
  model: "my-gpt",
  baseUrl: url,
});

describeAdapter({ ...azure, name: "Azure's chat", settings, prompts: ["chat"] });

describeAdapter({
  ...azure,
  name: "Azure's completions",
  settings: (server) => ({ ...settings(server), kind: "base" }),
  prompts: ["text"],
});

describeAdapter({
  ...azure,
  name: "Azure's chat with a Microsoft account",
  start: (wire) => startFakeAzureServer({ ...wire, deployment: "my-gpt", token: CONTRACT_KEY }),
  settings: (server) => ({ ...settings(server), auth: "entra" }),
  ports: () => ({ entraToken: () => Promise.resolve(CONTRACT_KEY) }),
  prompts: ["chat"],
});
