import type { TokenUsage } from "../languageModel";
import type { ChatMessage } from "../prompt";
import { httpError } from "./httpError";
import { dataUrl } from "./openaiMessages";
import type { Delta, Way } from "./openaiStream";

/** OpenAI's Responses (https://platform.openai.com/docs/api-reference/responses/create). */
export function responsesWay(host: string): Way {
  return {
    wire: "openai responses",
    prompts: ["chat"],
    write: (prompt) => {
      if (prompt.kind !== "chat") return undefined;
      const { system, messages } = prompt;
      // Left out, `store` keeps the writer's text for thirty days.
      const body = {
        ...(system && { instructions: system }),
        input: messages.map(inputMessage),
        store: false,
      };
      return { path: "/responses", body };
    },
    form: ({ name, schema }) => ({ text: { format: { type: "json_schema", name, schema, strict: true } } }),
    read: (event) => readEvent(event, host),
  };
}

/** https://platform.openai.com/docs/guides/images-vision, with the words of this way of asking. */
function inputMessage({ role, content, images = [] }: ChatMessage): object {
  if (images.length === 0) return { role, content };
  const shown = images.map((image) => ({
    type: "input_image",
    image_url: dataUrl(image),
    detail: "auto",
  }));
  return { role, content: content === "" ? shown : [...shown, { type: "input_text", text: content }] };
}

/** https://platform.openai.com/docs/api-reference/responses-streaming */
interface ResponseEvent {
  readonly type?: unknown;
  readonly delta?: unknown;
  readonly response?: {
    readonly error?: { readonly code?: string; readonly message?: string } | null;
    readonly incomplete_details?: { readonly reason?: string } | null;
    readonly usage?: { readonly input_tokens: number; readonly output_tokens: number } | null;
  };
}

function readEvent({ type, delta, response = {} }: ResponseEvent, host: string): Delta | undefined {
  if (typeof type !== "string" || !type.startsWith("response.")) return undefined;
  const said = typeof delta === "string" ? delta : "";
  switch (type) {
    case "response.output_text.delta":
      return { pieces: [{ text: said }] };
    case "response.reasoning_text.delta":
    case "response.reasoning_summary_text.delta":
      return { pieces: [{ reasoning: said }] };
    case "response.completed":
      return { pieces: [{ finish: "stop" }], usage: readUsage(response) };
    case "response.incomplete":
      return {
        pieces: [{ finish: response.incomplete_details?.reason ?? "length" }],
        usage: readUsage(response),
      };
    case "response.failed":
      throw httpError({ subject: host, code: response.error?.code, detail: response.error?.message });
    default:
      return { pieces: [] };
  }
}

function readUsage({ usage }: NonNullable<ResponseEvent["response"]>): TokenUsage | undefined {
  return usage ? { promptTokens: usage.input_tokens, completionTokens: usage.output_tokens } : undefined;
}
