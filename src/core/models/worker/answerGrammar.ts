import type { Llama, LlamaGrammar } from "node-llama-cpp";
import type { AnswerSchema } from "../languageModel";

/** What lets llama.cpp draw no token that would leave the form of the answer. */
export function answerGrammar(llama: Llama, { schema }: AnswerSchema): Promise<LlamaGrammar> {
  // Its type works out that of the answer from the schema's own, which is not known here.
  return llama.createGrammarForJsonSchema(schema as { type: "object" });
}
