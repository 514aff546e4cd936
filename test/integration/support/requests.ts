import type { FakeModelServer } from "../../support/fakeOpenAiServer";
import type { Reply } from "../../support/script";

interface ChatBody {
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly prompt?: string;
}

/** What the last request said to the model at its end. */
export function lastPrompt({ requests }: Pick<FakeModelServer, "requests">): string {
  return promptIn(requests.at(-1)?.body);
}

/** All that the last request said to the model. */
export function lastConversation({ requests }: Pick<FakeModelServer, "requests">): readonly string[] {
  const { messages = [] } = (requests.at(-1)?.body ?? {}) as ChatBody;
  return messages.map(({ content }) => content);
}

/** A model that answers a text with what stands beside it; to a text that it does not know it says nothing. */
export function answers(byText: Readonly<Record<string, string>>): Reply {
  return ({ body }) => {
    const prompt = promptIn(body);
    const [, answer = ""] = Object.entries(byText).find(([text]) => prompt.includes(text)) ?? [];
    return answer === "" ? { kind: "empty" } : { kind: "text", chunks: [answer] };
  };
}

function promptIn(body: unknown): string {
  const { messages, prompt } = (body ?? {}) as ChatBody;
  return prompt ?? messages?.at(-1)?.content ?? "";
}
