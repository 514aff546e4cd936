import * as v from "valibot";
import type { ModelSettings } from "../../settings/settings";
import { watchConnect } from "../client/connectWatch";
import { ModelError, toModelError } from "../modelError";
import type { ModelPorts, Timeouts } from "../modelPorts";
import { codePointPlaces, isSpelling } from "../tasks/codePoints";
import type { FoundAnswer, FoundEntities, Label, TaskModel } from "../tasks/taskModel";
import { huggingFaceError } from "./huggingfaceError";
import { huggingFacePlace, huggingFaceSession, type HuggingFaceSession } from "./huggingfaceSession";

// What the tasks answer, of which the client checks the rough shape alone:
// https://huggingface.co/docs/inference-providers/tasks/index
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const labels = v.array(v.object({ label: v.string(), score: v.number() }));
const translation = v.object({ translation_text: v.string() });
const summary = v.object({ summary_text: v.string() });
const entities = v.array(
  v.object({ entity_group: v.string(), score: v.number(), word: v.string(), start: offset, end: offset }),
);
const answer = v.object({ answer: v.string(), score: v.number(), start: offset, end: offset });

/** A task model of the Hub's inference providers, or of an endpoint by URL. */
export function createTaskModel(
  settings: ModelSettings,
  ports: Pick<ModelPorts, "key" | "timeouts">,
): TaskModel {
  const place = huggingFacePlace(settings);

  function ask<T>(
    schema: v.GenericSchema<unknown, T>,
    call: (session: HuggingFaceSession) => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<T> {
    const guard = { ...place, timeouts: ports.timeouts, signal };
    return guarded(async (combined) => {
      const session = await huggingFaceSession(settings, ports, combined);
      const result = v.safeParse(
        schema,
        await call(session).catch((error: unknown) => {
          throw session.toError(error);
        }),
      );
      if (!result.success) throw new ModelError("badResponse", { subject: place.host });
      return result.output;
    }, guard);
  }

  return {
    info: { name: settings.name, ...place },

    async translate(text, { from, to }, signal) {
      const parameters = { ...(from && { src_lang: from }), ...(to && { tgt_lang: to }) };
      const result = await ask(
        translation,
        ({ client, target, options }) => client.translation({ ...target, inputs: text, parameters }, options),
        signal,
      );
      return result.translation_text;
    },

    async summarise(text, { maxTokens }, signal) {
      const parameters =
        maxTokens === undefined ? {} : { generate_parameters: { max_new_tokens: maxTokens } };
      const result = await ask(
        summary,
        ({ client, target, options }) =>
          client.summarization({ ...target, inputs: text, parameters }, options),
        signal,
      );
      return result.summary_text;
    },

    async classifyText(text, signal) {
      const result = await ask(
        labels,
        ({ client, target, options }) =>
          client.textClassification(
            { ...target, inputs: text },
            { ...options, fetch: nested(options.fetch) },
          ),
        signal,
      );
      return likeliestFirst(result);
    },

    async findEntities(text, signal) {
      // Of the strategies the one that needs no words between spaces, which Chinese does not have.
      const parameters = { aggregation_strategy: "simple" as const };
      const found = await ask(
        entities,
        ({ client, target, options }) =>
          client.tokenClassification({ ...target, inputs: text, parameters }, options),
        signal,
      );
      return entitiesIn(text, found);
    },

    async classifyZeroShot(text, candidates, signal) {
      const parameters = { candidate_labels: [...candidates] };
      const result = await ask(
        labels,
        ({ client, target, options }) =>
          client.zeroShotClassification({ ...target, inputs: text, parameters }, options),
        signal,
      );
      return likeliestFirst(result);
    },

    async answer(question, context, signal) {
      // A model that was taught to say that there is no answer may say so, which is an empty one.
      const parameters = { handle_impossible_answer: true };
      const found = await ask(
        answer,
        ({ client, target, options }) =>
          client.questionAnswering({ ...target, inputs: { question, context }, parameters }, options),
        signal,
      );
      return answerIn(context, found, place.host);
    },
  };
}

function likeliestFirst(found: readonly Label[]): readonly Label[] {
  return [...found].sort((one, other) => other.score - one.score);
}

function entitiesIn(text: string, found: v.InferOutput<typeof entities>): FoundEntities {
  const places = codePointPlaces(text);
  const kept = found.flatMap(({ entity_group: label, score, word, ...place }) => {
    const where = places(place);
    const written = where && text.slice(where.start, where.end);
    return written && isSpelling(word, written) ? [{ label, score, ...where, text: written }] : [];
  });
  return { entities: kept, dropped: found.length - kept.length };
}

function answerIn(context: string, found: v.InferOutput<typeof answer>, subject: string): FoundAnswer {
  const where = codePointPlaces(context)(found);
  const written = where && context.slice(where.start, where.end);
  if (!where || written === undefined || !isSpelling(found.answer, written)) {
    throw new ModelError("badResponse", { subject });
  }
  return { answer: written, score: found.score, ...where };
}

/**
 * The client wants a list for each of several texts. An endpoint answers one text with its list alone, as the
 * pipeline behind it does (https://huggingface.co/docs/inference-endpoints/en/supported_tasks).
 */
function nested(request: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await request(input, init);
    if (!response.ok) return response;
    const body: unknown = await response.json();
    const isFlat = Array.isArray(body) && !Array.isArray(body[0]);
    return Response.json(isFlat ? [body] : body);
  };
}

interface Guard {
  readonly host: string;
  readonly model: string;
  readonly timeouts: Timeouts;
  readonly signal: AbortSignal;
}

/** One call with the manners of `guardedStream`: it ends in time or with the signal, and throws ModelError alone. */
async function guarded<T>(
  call: (signal: AbortSignal) => Promise<T>,
  { host, model, timeouts, signal }: Guard,
): Promise<T> {
  const limit = new AbortController();
  const combined = AbortSignal.any([signal, limit.signal]);
  const unwatch = watchConnect(host, timeouts.connectMs, () =>
    limit.abort(new ModelError("unreachable", { subject: host, detail: "no connection" })),
  );
  const silent = () => limit.abort(new ModelError("timedOut", { subject: host }));
  const clock = setTimeout(silent, timeouts.firstChunkMs);
  try {
    combined.throwIfAborted();
    return await call(combined);
  } catch (error) {
    throw toModelError(error, combined, (cause) => huggingFaceError(cause, { host, model }, undefined));
  } finally {
    unwatch();
    clearTimeout(clock);
  }
}
