import { InferenceClient, type Options } from "@huggingface/inference";
import type { ModelSettings } from "../../settings/settings";
import { modelAddress } from "../modelAddress";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { huggingFaceError } from "./huggingfaceError";

/** Who is asked, and under which name a failure speaks of them. */
export interface HuggingFacePlace {
  /** Host with port. */
  readonly host: string;
  readonly model: string;
}

/** The Hub's router, or the writer's own endpoint. */
export function huggingFacePlace(settings: ModelSettings): HuggingFacePlace {
  const { host } = new URL(modelAddress(settings) ?? "");
  return { host, model: settings.model ?? host };
}

/** One request's client and what goes with each of its calls. */
export interface HuggingFaceSession {
  readonly client: InferenceClient;
  readonly target: { readonly model: string; readonly provider?: "auto"; readonly endpointUrl?: string };
  readonly options: Options & { readonly fetch: typeof fetch };
  readonly toError: (error: unknown) => ModelError;
}

/** Throws ModelError: "missingKey" or "unauthorized" where the key cannot be right, before anything is sent. */
export async function huggingFaceSession(
  settings: ModelSettings,
  ports: Pick<ModelPorts, "key">,
  signal: AbortSignal,
): Promise<HuggingFaceSession> {
  const place = huggingFacePlace(settings);
  const { baseUrl, inferenceProvider = "auto" } = settings;
  const key = usableKey(await ports.key(), place.host, baseUrl === undefined);
  const response: { last?: Response } = {};
  return {
    client: new InferenceClient(key),
    target:
      baseUrl === undefined
        ? { model: place.model, provider: inferenceProvider as "auto" }
        : // Without a model the client would send the endpoint's address in its place; TGI serves just one.
          { model: settings.model ?? "tgi", endpointUrl: baseUrl },
    options: {
      signal,
      // The client's own retry repeats a 503 at once and without end.
      retry_on_error: false,
      // Its errors drop the headers, and Retry-After is in them. A redirect would carry the text to a host that
      // the writer did not choose. Its look-up of providers takes no signal.
      fetch: async (input, init) =>
        (response.last = await fetch(input, { signal, ...init, redirect: "manual" })),
    },
    toError: (error) => huggingFaceError(error, place, response.last?.headers),
  };
}

function usableKey(key: string | undefined, host: string, onHub: boolean): string | undefined {
  if (key === undefined && onHub) throw new ModelError("missingKey", { subject: host });
  if (key === undefined) return undefined;
  // With another maker's key the client would go to that maker's host, which is not the one that was chosen.
  const isOthers = onHub && !key.startsWith("hf_");
  // A key with a line break in it is no header, and fetch's own error for that would quote it.
  if (isOthers || !/^[\x21-\x7e]+$/.test(key)) throw new ModelError("unauthorized", { subject: host });
  return key;
}
