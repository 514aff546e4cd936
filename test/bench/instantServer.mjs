// A server that answers every request at once, for test/bench/adapters.ts. It runs in a process of its own, so that
// what it costs is not the adapters' cost, and knows the answers by heart: it reads nothing but the path.
//   /<chunks>/<whatever the protocol's path is>: a streamed answer of so many chunks
import { createServer } from "node:http";

/** What each protocol streams for one chunk of the answer and at its end; the last part of the path tells them apart. */
const PROTOCOLS = {
  // https://platform.openai.com/docs/api-reference/chat-streaming
  "chat/completions": {
    type: "text/event-stream",
    chunk: (text) =>
      event(chatChunk({ index: 0, delta: { content: text }, logprobs: null, finish_reason: null })),
    end: () => event(chatChunk({ index: 0, delta: {}, logprobs: null, finish_reason: "stop" })) + DONE,
  },
  // https://platform.openai.com/docs/api-reference/completions/object
  completions: {
    type: "text/event-stream",
    chunk: (text) => event(textChunk({ index: 0, text, logprobs: null, finish_reason: null })),
    end: () => event(textChunk({ index: 0, text: "", logprobs: null, finish_reason: "stop" })) + DONE,
  },
  // https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
  "api/chat": {
    type: "application/x-ndjson",
    chunk: (content) => line({ message: { role: "assistant", content }, done: false }),
    end: () => line({ message: { role: "assistant", content: "" }, done: true, done_reason: "stop" }),
  },
  // https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md#post-completion
  completion: {
    type: "text/event-stream",
    chunk: (content) => event({ index: 0, content, tokens: [1], stop: false, id_slot: -1 }),
    end: () => event({ index: 0, content: "", tokens: [], stop: true, stop_type: "eos" }),
  },
};

const DONE = "data: [DONE]\n\n";
const event = (value) => `data: ${JSON.stringify(value)}\n\n`;
const line = (value) =>
  `${JSON.stringify({ model: "fake", created_at: "2026-01-01T00:00:00Z", ...value })}\n`;
const base = { created: 1735689600, model: "fake", system_fingerprint: "fp_fake" };
const chatChunk = (choice) => ({
  id: "chatcmpl-fake",
  object: "chat.completion.chunk",
  ...base,
  choices: [choice],
});
const textChunk = (choice) => ({ id: "cmpl-fake", object: "text_completion", ...base, choices: [choice] });

/** @type {Map<string, Buffer>} */
const answers = new Map();

function answerOf(name, count) {
  const key = `${name} ${count}`;
  const { chunk, end } = PROTOCOLS[name];
  if (!answers.has(key)) answers.set(key, Buffer.from(chunk(" word").repeat(count) + end()));
  return answers.get(key);
}

const server = createServer((request, response) => {
  const [, count, path] = /^\/(\d+)\/([^?]*)/.exec(request.url ?? "") ?? [];
  const name = Object.keys(PROTOCOLS).find((end) => path?.endsWith(end));
  if (name === undefined) {
    response.writeHead(404).end();
    return;
  }
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": PROTOCOLS[name].type });
    response.end(answerOf(name, Number(count)));
  });
});
server.keepAliveTimeout = 0; // whichever of the two is not being measured may wait as long as it likes
server.listen(0, "127.0.0.1", () => process.send?.(server.address().port));
process.on("disconnect", () => process.exit());
