import { AzureOpenAI, OpenAI, type AzureClientOptions, type ClientOptions } from "openai";
import type { ModelSettings } from "../../settings/settings";
import { modelAddress, staysHere } from "../modelAddress";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";

/**
 * The latest dated version for inference that is not a preview (https://learn.microsoft.com/azure/ai-foundry/openai/reference).
 */
const AZURE_API_VERSION = "2024-10-21";

/** Stands for the stored key in the writer's own headers. */
const KEY_PLACE = "${key}";

export interface Connection {
  readonly client: OpenAI;
  /** The key or token, which no error may repeat. */
  readonly secret: string | undefined;
}

/**
 * A client for the server at `address`, with the writer's key and headers and nothing of the environment.
 * Throws ModelError when there is no key where one is needed, or none that can be sent.
 */
export async function connect(
  settings: ModelSettings,
  address: string,
  ports: Pick<ModelPorts, "key" | "entraToken" | "timeouts">,
): Promise<Connection> {
  const { host } = new URL(address);
  const secret = await secretFor(settings, host, ports);
  const headers = headersFor(settings, host, secret);
  const options = {
    // null, or the client takes them from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    // Retries and the ten-minute time-out of the client are off: ours is the one policy.
    maxRetries: 0,
    timeout: ports.timeouts.firstChunkMs * 2,
    logLevel: "off",
    // The client's headers are not sent: it mixes in what it finds in the environment (OPENAI_CUSTOM_HEADERS). No
    // redirect is followed: it would carry the text to a host that the writer did not choose.
    fetch: (input, init) => fetch(input, { ...init, headers, redirect: "manual" }),
  } satisfies ClientOptions;
  const client =
    settings.provider === "azure-openai"
      ? azureClient(options, address, secret ?? "", settings)
      : // The client refuses to be built without a key, and local servers have none.
        new OpenAI({ ...options, baseURL: address, apiKey: secret ?? "none" });
  return { client, secret };
}

/** https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains, and its sovereign clouds. */
const AZURE_HOST = /\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/;

/** A token opens whatever the writer has at Azure: no other host is given one, nor any in the clear. */
function mayHaveToken(settings: ModelSettings): boolean {
  const { protocol, hostname } = new URL(modelAddress(settings) ?? "");
  return staysHere(settings) || (protocol === "https:" && AZURE_HOST.test(hostname));
}

async function secretFor(
  settings: ModelSettings,
  host: string,
  { key, entraToken }: Pick<ModelPorts, "key" | "entraToken">,
): Promise<string | undefined> {
  const { provider, auth } = settings;
  const withAccount = provider === "azure-openai" && auth === "entra";
  if (withAccount && !mayHaveToken(settings)) {
    throw new ModelError("badRequest", { subject: host, detail: "auth: entra" });
  }
  const secret = withAccount ? await entraToken() : await key();
  if (secret === undefined && provider !== "openai-compatible") {
    throw new ModelError("missingKey", { subject: host });
  }
  // What cannot stand in a header would come back in the words of fetch's error.
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret)) {
    throw new ModelError("unauthorized", { subject: host });
  }
  return secret;
}

/** What the protocol needs, and the headers of the settings with the key in its place. */
function headersFor(settings: ModelSettings, host: string, secret: string | undefined): Headers {
  const { provider, auth, organization, project, headers: own = {} } = settings;
  if (secret === undefined && Object.values(own).some((value) => value.includes(KEY_PLACE))) {
    throw new ModelError("missingKey", { subject: host });
  }
  const isAzureKey = provider === "azure-openai" && auth !== "entra";
  const headers = new Headers({
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": "Inkling",
    ...(isAzureKey ? { "api-key": secret ?? "" } : { authorization: `Bearer ${secret ?? "none"}` }),
  });
  const wanted = { "OpenAI-Organization": organization, "OpenAI-Project": project, ...own };
  try {
    for (const [name, value = ""] of Object.entries(wanted)) {
      if (value === "") headers.delete(name);
      else
        headers.set(
          name,
          value.replaceAll(KEY_PLACE, () => secret ?? ""),
        );
    }
  } catch {
    // Without the cause, which quotes the value.
    throw new ModelError("badRequest", { subject: host, detail: "headers" });
  }
  return headers;
}

/**
 * The classic API is reached under /openai with a dated version, the v1 API under /openai/v1 as OpenAI's own
 * (https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle).
 */
function azureClient(
  options: AzureClientOptions,
  address: string,
  secret: string,
  { model = "", apiVersion = AZURE_API_VERSION, auth }: ModelSettings,
): OpenAI {
  const base = address.replace(/\/+$/, "");
  const { pathname } = new URL(base);
  if (pathname.endsWith("/openai/v1")) return new OpenAI({ ...options, baseURL: base, apiKey: secret });
  return new AzureOpenAI({
    ...options,
    // As `baseURL` and not as `endpoint`: without it the client looks into the environment.
    baseURL: /\/openai(\/|$)/.test(pathname) ? base : `${base}/openai`,
    deployment: model,
    apiVersion,
    // The empty key keeps the client from looking for one in the environment.
    ...(auth === "entra"
      ? { apiKey: "", azureADTokenProvider: () => Promise.resolve(secret) }
      : { apiKey: secret }),
  });
}
