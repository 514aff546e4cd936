import type { LanguageModel, ModelChunk, ModelRequest } from "../languageModel";
import { ModelError } from "../modelError";
import type { ServerQuirks } from "./serverQuirks";

/** Our own name of it, beside the options by the server's names. */
const QUIRK = "jsonSchema";

/** How servers name what they refuse with status 500 ("response_format type must be one of …", ik_llama.cpp). */
const ABOUT_FORM = /response_?format|json_?schema|grammar/i;

/**
 * `model`, which is asked again without the form of the answer where its server refuses the request with it. A form
 * that was the reason, so that the server answers without it, is not sent there again.
 */
export function withoutRefusedSchema(model: LanguageModel, quirks: ServerQuirks): LanguageModel {
  const { host, model: id } = model.info;
  if (host === undefined) return model;
  const refused = quirks.refusedBy(host, id);

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { jsonSchema, ...plain } = request;
    if (!jsonSchema || refused.has(QUIRK)) {
      yield* model.stream(plain, signal);
      return;
    }
    let hasBegun = false;
    try {
      for await (const chunk of model.stream(request, signal)) {
        hasBegun = true;
        yield chunk;
      }
      return;
    } catch (error) {
      if (hasBegun || !mayBeAboutForm(error)) throw error;
    }
    for await (const chunk of model.stream(plain, signal)) {
      refused.add(QUIRK);
      yield chunk;
    }
  }

  return { ...model, stream };
}

function mayBeAboutForm(error: unknown): boolean {
  if (!(error instanceof ModelError)) return false;
  const { reason, details } = error;
  return reason === "badRequest" || (reason === "serverError" && ABOUT_FORM.test(details.detail ?? ""));
}
