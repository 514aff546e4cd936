/** A model at the fake server of its protocol, as the adapters' contract asks it. */
import type { LanguageModel, ModelRequest } from "../../src/core/models/languageModel";
import type { Timeouts } from "../../src/core/models/modelPorts";
import { Changes } from "./changes";
import type { Answer, Reply } from "./script";

/** What the contract needs of a fake; every `FakeModelServer` is one. */
export interface ContractServer {
  /** Sets the answers to the next requests for text, in order; the last one is given again and again. */
  respondWith(...replies: readonly [Reply, ...Reply[]]): void;
  /** How many answers the client closed before they ended. */
  readonly closedByClient: number;
  waitFor(predicate: (server: { readonly closedByClient: number }) => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Characters of one to four bytes, one of them made of several, in pieces as tokens come. */
export const CHUNKS = ["海边", "的", "信：", "„Grüße“", " 🙂", "👩‍👩‍👧", "\n\n", "完。"];
export const TEXT = CHUNKS.join("");

/** A model at its fake, and how often the fake was asked for text (a look-up of facts is no such question). */
export interface Asking {
  readonly server: ContractServer;
  readonly model: LanguageModel;
  readonly request: ModelRequest;
  /** Sets the fake's answers; the last one is given again and again. */
  readonly answer: (...answers: readonly [Answer, ...Answer[]]) => void;
  readonly asked: number;
  /** Resolves once the fake was asked so often. */
  readonly untilAsked: (times: number) => Promise<void>;
}

export type StartAsking = (
  timeouts?: Partial<Timeouts>,
  wire?: { bytesPerWrite?: number },
) => Promise<Asking>;

/** Puts a model and its fake together. */
export function asking(server: ContractServer, model: LanguageModel, request: ModelRequest): Asking {
  const changes = new Changes();
  const counted = (answer: Answer) => () => {
    result.asked += 1;
    changes.happened();
    return answer;
  };
  const result = {
    server,
    model,
    request,
    asked: 0,
    answer: (...[answer, ...later]: readonly [Answer, ...Answer[]]) =>
      server.respondWith(counted(answer), ...later.map(counted)),
    untilAsked: (times: number) =>
      changes.until(
        () => result.asked === times,
        5000,
        () => `question ${times}`,
      ),
  };
  return result;
}
