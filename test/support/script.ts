/**
 * What a fake model server answers, written as data so that a test reads like the story it tells.
 *
 * The same script drives every fake: `dialect.ts` plays it, `openAiWire.ts` and `tgiWire.ts` put it into the
 * words of one protocol.
 */
import type { RecordedRequest } from "./fakeServer";

/** Why a model stopped, in the words of the OpenAI API; TGI's own words are derived from it. */
export type FinishReason = "stop" | "length" | "content_filter";

/** What the answer cost. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** A normal answer: one streamed event for each chunk, or all of them joined when not streamed. */
export interface TextAnswer {
  readonly kind: "text";
  readonly chunks: readonly string[];
  /** What a thinking model says before the answer, as DeepSeek, vLLM and llama.cpp stream it. Chat only. */
  readonly reasoning?: readonly string[];
  /** What the second answer and later ones say, where the request asks for several. */
  readonly alternatives?: readonly (readonly string[])[];
  /** Natural logarithms of the chunks' probabilities, told where the request asks for them. */
  readonly logprobs?: readonly number[];
  /** A pause before each chunk. */
  readonly delayMs?: number;
  readonly finishReason?: FinishReason;
  readonly usage?: Usage;
}

/** A well-formed answer that ends without any text. */
export interface EmptyAnswer {
  readonly kind: "empty";
  readonly finishReason?: FinishReason;
}

/** Silence for ever, until the client goes. Without `chunks` the headers are all that is sent. */
export interface StallAnswer {
  readonly kind: "stall";
  readonly chunks?: readonly string[];
  /** Not even a status line: what a server does while it loads a model or reads a long prompt. */
  readonly beforeHeaders?: boolean;
}

/** The connection ends in the middle of the answer. */
export interface DropAnswer {
  readonly kind: "drop";
  readonly chunks?: readonly string[];
  readonly beforeHeaders?: boolean;
  /** The response ends properly as HTTP, only too early: what a proxy's time limit looks like. */
  readonly cleanly?: boolean;
}

/** The reasons a server refuses a request. Each protocol has its own status and body for them. */
export type StatusReason =
  | "unauthorized"
  | "modelNotFound"
  | "unknownUrl"
  | "contextTooLong"
  | "unsupportedParameter"
  | "rateLimited"
  | "outOfQuota"
  | "serverError"
  | "overloaded"
  | "loading";

/** An HTTP error, with the protocol's own JSON body. */
export interface StatusAnswer {
  readonly kind: "status";
  readonly reason: StatusReason;
  /** Sent as `Retry-After`: a number as seconds, a date as an HTTP date. */
  readonly retryAfter?: number | Date;
  /** Replaces the status of the protocol, for a server that has the body right and the number different. */
  readonly status?: number;
}

/** A web page where JSON was expected, as when the URL is that of a site, a proxy or a login page. */
export interface HtmlAnswer {
  readonly kind: "html";
  readonly status?: number;
}

/** JSON that breaks off: one event of a stream (after `chunks`), or the whole body. */
export interface MalformedAnswer {
  readonly kind: "malformedJson";
  readonly chunks?: readonly string[];
}

/** An error reported inside a stream that began with 200. Not streamed, it is the same as `status`. */
export interface StreamErrorAnswer {
  readonly kind: "streamError";
  readonly chunks?: readonly string[];
  readonly reason?: StatusReason;
}

/** Everything a fake can answer to one request. */
export type Answer =
  | TextAnswer
  | EmptyAnswer
  | StallAnswer
  | DropAnswer
  | StatusAnswer
  | HtmlAnswer
  | MalformedAnswer
  | StreamErrorAnswer;

/** An answer, or the way to make one from the request. */
export type Reply = Answer | ((request: RecordedRequest) => Answer);

/** The answers a server still has to give. */
export class Script {
  #replies: readonly Reply[] = [];

  /** Sets the answers to the next requests, in order; the last one is given again and again. */
  respondWith(...replies: readonly [Reply, ...Reply[]]): void {
    this.#replies = replies;
  }

  /** The answer to this request. Throws when the test set up none: a fake never makes one up. */
  next(request: RecordedRequest): Answer {
    const [reply, ...later] = this.#replies;
    if (reply === undefined) {
      throw new Error(`no answer was set up for ${request.method} ${request.path}: call respondWith first`);
    }
    if (later.length > 0) {
      this.#replies = later;
    }
    return typeof reply === "function" ? reply(request) : reply;
  }
}
