import { describeAdapter, type AdapterSpec } from "../../support/adapterContract";
import { startFakeOpenAiServer, type FakeModelServer } from "../../support/fakeOpenAiServer";

const openai: Pick<AdapterSpec<FakeModelServer>, "start" | "usage"> = {
  start: startFakeOpenAiServer,
  usage: true,
};
const settings = ({ url }: FakeModelServer) => ({
  provider: "openai" as const,
  model: "gpt-tiny",
  baseUrl: `${url}/v1`,
});

describeAdapter({ ...openai, name: "OpenAI's chat", settings, prompts: ["chat"] });

describeAdapter({
  ...openai,
  name: "OpenAI's Responses",
  settings: (server) => ({ ...settings(server), api: "responses" }),
  prompts: ["chat"],
});

describeAdapter({
  ...openai,
  name: "OpenAI's completions",
  settings: (server) => ({ ...settings(server), model: "gpt-3.5-turbo-instruct", api: "completions" }),
  prompts: ["text", "infill"],
});
