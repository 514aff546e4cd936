import { describeAdapter, type AdapterSpec } from "../../support/adapterContract";
import { startFakeHuggingFaceServer } from "../../support/fakeHuggingFaceServer";
import type { FakeModelServer } from "../../support/fakeOpenAiServer";

const endpoint: Omit<AdapterSpec<FakeModelServer>, "name" | "settings" | "prompts"> = {
  start: startFakeHuggingFaceServer,
  usage: true,
};
const settings = ({ url }: FakeModelServer) => ({
  provider: "huggingface" as const,
  model: "acme/tiny",
  baseUrl: url,
});

describeAdapter({
  ...endpoint,
  name: "a Hugging Face endpoint's chat",
  settings: (server) => settings(server),
  prompts: ["chat"],
});

describeAdapter({
  ...endpoint,
  name: "a Hugging Face endpoint's text generation",
  settings: (server) => ({ ...settings(server), kind: "base" }),
  prompts: ["text"],
});
