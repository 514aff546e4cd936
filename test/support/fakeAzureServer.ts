/**
 * An Azure OpenAI resource with one deployment: the classic API with its dated version, and the v1 API.
 *
 * - https://learn.microsoft.com/azure/ai-foundry/openai/reference (paths, `api-key`, `api-version`)
 * - https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter (`prompt_filter_results` in a chunk
 *   without choices, the error of a filtered prompt)
 * - Bodies of 401 and 404 as quoted in https://github.com/microsoft/genaiscript/issues/781 and
 *   https://learn.microsoft.com/answers/questions/1283291
 */
import { perform, sendError, type Dialect, type WireError } from "./dialect";
import type { WireOptions } from "./eventStream";
import { contextOf, type FakeModelServer, type RequestBody } from "./fakeOpenAiServer";
import { startFakeServer, type Exchange } from "./fakeServer";
import { chatDialect, openAiError, textDialect } from "./openAiWire";
import { Script, type StatusReason } from "./script";

export interface AzureServerOptions extends WireOptions {
  /** The only deployment. */
  readonly deployment: string;
  /** The key for `api-key`, or a token for `authorization`. */
  readonly apiKey?: string;
  readonly token?: string;
}

/** Starts a fake resource; its endpoint is `server.url`. */
export async function startFakeAzureServer(options: AzureServerOptions): Promise<FakeModelServer> {
  const script = new Script();
  const server = await startFakeServer((exchange) => answer(exchange, script, options));
  return Object.assign(server, { respondWith: script.respondWith.bind(script) });
}

const HEADERS = { "apim-request-id": "fake", "x-ms-region": "Sweden Central" };

function answer(exchange: Exchange, script: Script, options: AzureServerOptions): Promise<void> {
  const { method, path, query, headers } = exchange.request;
  const body = (exchange.request.body ?? {}) as RequestBody;
  const send = (error: WireError) => sendError(exchange, error, { headers: HEADERS });
  const key = headers["api-key"] === options.apiKey && options.apiKey !== undefined;
  const token = headers.authorization === `Bearer ${options.token}` && options.token !== undefined;
  if (!key && !token) return send(azureError("unauthorized", ""));

  const classic = /^\/openai\/deployments\/([^/]+)(\/chat)?\/completions$/.exec(path);
  const v1 = /^\/openai\/v1(\/chat)?\/completions$/.exec(path);
  const isVersioned = v1 !== null || new URLSearchParams(query).has("api-version");
  if (method !== "POST" || !(classic ?? v1) || !isVersioned) return send(azureError("unknownUrl", path));
  const deployment = classic?.[1] ?? String(body.model);
  if (deployment !== options.deployment) return send(azureError("modelNotFound", deployment));

  const isChat = (classic?.[2] ?? v1?.[1]) !== undefined;
  const dialect = isChat ? filteredFirst(chatDialect(contextOf(body))) : textDialect(contextOf(body));
  const own: Dialect = {
    ...dialect,
    headers: HEADERS,
    error: (reason) => azureError(reason, deployment),
  };
  return perform(exchange, script.next(exchange.request), own, {
    stream: body.stream === true,
    wire: options,
  });
}

/** The filter's word on the prompt comes before anything else. */
function filteredFirst(dialect: Dialect): Dialect {
  const safe = { filtered: false, severity: "safe" };
  const results = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
  const first = {
    choices: [],
    created: 0,
    id: "",
    model: "",
    object: "",
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: results }],
  };
  return {
    ...dialect,
    beginning: (turn) => [first, ...dialect.beginning(turn)],
    events: (turn) => [first, ...dialect.events(turn)],
  };
}

function azureError(reason: StatusReason, subject: string): WireError {
  const problem = (status: number, code: string, message: string) => ({
    status,
    body: { error: { code, message } },
  });
  switch (reason) {
    case "unauthorized":
      return problem(
        401,
        "401",
        "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for " +
          "an active subscription and use a correct regional API endpoint for your resource.",
      );
    case "unknownUrl":
      return problem(404, "404", "Resource not found");
    case "modelNotFound":
      return problem(
        404,
        "DeploymentNotFound",
        "The API deployment for this resource does not exist. If you created the deployment within the last 5 " +
          "minutes, please wait a moment and try again.",
      );
    case "rateLimited":
      return problem(
        429,
        "429",
        "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded " +
          "token rate limit of your current OpenAI S0 pricing tier. Please retry after 6 seconds.",
      );
    default:
      return openAiError(reason, subject);
  }
}

/** What the filter answers to a prompt that it stops. */
export const FILTERED_PROMPT: WireError = {
  status: 400,
  body: {
    error: {
      message:
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please " +
        "modify your prompt and retry.",
      type: null,
      param: "prompt",
      code: "content_filter",
      status: 400,
      innererror: {
        code: "ResponsibleAIPolicyViolation",
        content_filter_result: { violence: { filtered: true, severity: "medium" } },
      },
    },
  },
};
