import { ChatParticipant } from "../../../../src/features/chatParticipant/chatParticipant";
import { PARTICIPANT_ID } from "../../../../src/features/chatParticipant/participantId";
import { chats, FakeConversation, type Asked } from "../../../fakes/chat";
import type { Answer } from "./scriptedEngine";
import { testHost, type TestHostOptions } from "./testHost";

/** `@inkling` over the fakes, and a chat with it. */
export function openChatView(options?: TestHostOptions) {
  const host = testHost(options);
  const participant = new ChatParticipant(host.commands, host);
  const registered = chats.participants.get(PARTICIPANT_ID);
  if (!registered) throw new Error("The participant was not registered");
  const conversation = new FakeConversation(registered);
  return {
    ...host,
    participant,
    registered,
    conversation,
    /** One turn to its end, answered by the model with `answer`. */
    turn: async (answer: Answer | undefined, prompt: string, asked?: Asked) => {
      if (answer) host.engine.answers.push(answer);
      const { response, done } = conversation.ask(prompt, asked);
      return { response, ...(await done) };
    },
    /** The messages that the model got last, as "role: text". */
    sent: (): readonly string[] => {
      const { prompt } = host.engine.requests.at(-1) ?? {};
      if (prompt?.kind !== "chat") throw new Error("The model was sent no conversation");
      return prompt.messages.map(({ role, content }) => `${role}: ${content}`);
    },
  };
}
