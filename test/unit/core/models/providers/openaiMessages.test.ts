import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../../../../src/core/models/prompt";
import { openAiMessages } from "../../../../../src/core/models/providers/openaiMessages";

const image = fc.record({
  mimeType: fc.constantFrom("image/png", "image/jpeg", "image/webp"),
  data: fc.base64String(),
});
const message: fc.Arbitrary<ChatMessage> = fc.oneof(
  fc.record({ role: fc.constant("user" as const), content: fc.string(), images: fc.array(image) }),
  fc.record({ role: fc.constantFrom("user" as const, "assistant" as const), content: fc.string() }),
);

describe("a conversation in OpenAI's words", () => {
  it("has every word and every image once, in their order", () => {
    fc.assert(
      fc.property(fc.array(message), fc.string(), (messages, system) => {
        const written = openAiMessages({ kind: "chat", system, messages });
        const turns = system === "" ? written : written.slice(1);
        if (system !== "") expect(written[0]).toEqual({ role: "system", content: system });
        expect(turns).toHaveLength(messages.length);
        for (const [i, { role, content, images = [] }] of messages.entries()) {
          const turn = turns[i];
          expect(turn?.role).toBe(role);
          const parts = turn?.content ?? "";
          if (images.length === 0) expect(parts).toBe(content);
          else {
            expect(parts).toEqual([
              ...images.map(({ mimeType, data }) => ({
                type: "image_url",
                image_url: { url: `data:${mimeType};base64,${data}` },
              })),
              ...(content === "" ? [] : [{ type: "text", text: content }]),
            ]);
          }
        }
      }),
    );
  });
});
