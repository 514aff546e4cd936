import type { ModelSettings } from "../../settings/settings";
import type { Infill } from "../catalogue/catalogueSchema";
import { gapText } from "../catalogue/gapText";
import type { FinishReason, LanguageModel, ModelChunk, ModelInfo, ModelRequest } from "../languageModel";
import type { Prompt } from "../prompt";
import { modelAddress } from "../modelAddress";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { serverRoot } from "../servers/openAiApi";
import type { Addressee } from "../servers/postJson";
import { guardedStream } from "./guardedStream";
import { networkError } from "./networkError";

type Gap = Extract<Prompt, { kind: "infill" }>;

/** One question to the server. */
export interface Question extends ModelRequest {
  /** The server's address, without a slash or "/v1" at the end. */
  readonly root: string;
  readonly addressee: Addressee;
}

/** What is particular about one kind of server. */
export interface LocalServer {
  /** Asks once. Throws ModelError, or what fetch throws. */
  ask(question: Question, signal: AbortSignal): AsyncIterable<ModelChunk>;
  /** Whether this is how the server says that the model cannot fill a gap. */
  refusesInfill(error: ModelError): boolean;
}

/**
 * A model at a server of the writer's own, Ollama or llama.cpp: it goes on with raw text, fills gaps, and unless the
 * writer chose a prompt format, or the model is a base model, follows a conversation by its own template. Only the
 * server knows whether the model can fill a gap: where it cannot, what stands before the gap is gone on with.
 */
export async function localServerModel(
  settings: ModelSettings,
  ports: ModelPorts,
  server: LocalServer,
): Promise<LanguageModel> {
  const address = modelAddress(settings) ?? "";
  const { host } = new URL(address);
  const root = serverRoot(address);
  const model = settings.model ?? host;
  const facts = await ports.facts(settings);
  const takesChat = facts.kind === "instruct" && settings.promptFormat === undefined;
  const info: ModelInfo = {
    name: settings.name,
    model,
    kind: facts.kind,
    prompts: takesChat ? ["chat", "text", "infill"] : ["text", "infill"],
    seesImages: takesChat && facts.vision === true,
    host,
    facts,
    ...(facts.contextTokens !== undefined && { contextTokens: facts.contextTokens }),
  };

  async function* open(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { prompt } = request;
    if (!info.prompts.includes(prompt.kind)) throw new ModelError("badRequest", { subject: model });
    const addressee = { key: await ports.key(), headers: settings.headers, model, host };
    const ask = (asked: Prompt) =>
      server.ask({ root, addressee, ...withStop({ ...request, prompt: asked }) }, signal);
    const refused = ports.quirks.refusedBy(host, model);
    const fills = prompt.kind === "infill" && !refused.has("infill");
    try {
      yield* ask(prompt.kind === "infill" && !fills ? gapAsPrompt(prompt, facts.infill) : prompt);
    } catch (error) {
      if (!fills || !(error instanceof ModelError && server.refusesInfill(error))) throw error;
      refused.add("infill");
      yield* ask(gapAsPrompt(prompt, facts.infill));
    }
  }

  return {
    info,
    stream: (request, signal) =>
      guardedStream((combined) => open(request, combined), {
        signal,
        timeouts: ports.timeouts,
        subject: host,
        host,
        toError: (error) => networkError(error, host),
      }),
  };
}

/** A text may bring stop strings of its own. */
function withStop(request: ModelRequest): ModelRequest {
  const { prompt, sampling } = request;
  const own = prompt.kind === "text" ? (prompt.stop ?? []) : [];
  return { ...request, sampling: { ...sampling, stop: [...new Set([...own, ...(sampling.stop ?? [])])] } };
}

/** A gap as plain text: with the family's control tokens where they are known, else what stands before it. */
function gapAsPrompt(gap: Gap, tokens: Infill | undefined): Prompt {
  return { kind: "text", text: tokens ? gapText(gap, tokens) : gap.prefix };
}

/** A piece of text; `tokens` are those that it is made of, where the server says how likely each was. */
export function textChunk(text: string, tokens: readonly { readonly logprob: number }[] = []): ModelChunk {
  const logprob = tokens.reduce((sum, token) => sum + token.logprob, 0);
  return { kind: "text", text, ...(tokens.length > 0 && { logprob }) };
}

/** The end of an answer, with its usage where the server counted both. */
export function finishChunk(
  reason: FinishReason,
  promptTokens?: number,
  completionTokens?: number,
): ModelChunk {
  const isCounted = promptTokens !== undefined && completionTokens !== undefined;
  return { kind: "finish", reason, ...(isCounted && { usage: { promptTokens, completionTokens } }) };
}
