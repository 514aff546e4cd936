import * as v from "valibot";
import { ModelError } from "../modelError";
import { groupGguf, isSafePath, type WeightsFiles } from "./ggufFiles";
import { hubGet, type FileVersion, type Hub } from "./hubGet";

/** One file of a repository; its path is relative, with "/". */
export interface HubFile extends FileVersion {
  readonly path: string;
}

/** What the Hub says of a repository. */
export interface HubRepository {
  readonly repo: string;
  /** The licence's id or name, for instance "apache-2.0". */
  readonly licence?: string;
  /** Whether its terms have to be accepted on its page first. */
  readonly isGated: boolean;
  /** As its page names them, mostly by ISO 639 code. */
  readonly languages: readonly string[];
  /** The GGUF weights in it, the smallest first. Files without a checksum are not among them. */
  readonly weights: readonly WeightsFiles<HubFile>[];
}

/** The repository's page for a person. */
export function repositoryPage(hub: Pick<Hub, "url">, repo: string): string {
  return `${hub.url}/${repo}`;
}

const texts = v.fallback(
  v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((one) => [one].flat()),
  ),
  [],
);

/** The head of a model card (https://huggingface.co/docs/hub/model-cards#model-card-metadata), written by hand. */
const cardSchema = v.fallback(v.object({ license: texts, license_name: texts, language: texts }), {
  license: [],
  license_name: [],
  language: [],
});

/** Lists a repository ("owner/name") of the Hub. Throws ModelError. */
export async function readRepository(repo: string, hub: Hub, signal: AbortSignal): Promise<HubRepository> {
  const { listFiles, modelInfo } = await import("@huggingface/hub");
  const get = async (input: string | URL | Request): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    return (await hubGet(hub, { url, subject: repo, mayLeave: false }, signal)).response;
  };
  // The token is added by `hubGet`: the client wants it to begin with "hf_", and would take it to any next page.
  const client = { hubUrl: hub.url, fetch: get };
  try {
    const info = await modelInfo({ name: repo, additionalFields: ["cardData"], ...client });
    const files: HubFile[] = [];
    for await (const { path, lfs } of listFiles({ repo, recursive: true, ...client })) {
      if (lfs && isSafePath(path)) files.push({ path, size: lfs.size, sha256: lfs.oid });
    }
    const card = v.parse(cardSchema, info.cardData);
    const licence = card.license[0] === "other" ? (card.license_name[0] ?? "other") : card.license[0];
    return {
      repo,
      ...(licence !== undefined && { licence }),
      // Mirrors may leave it out, whatever the type says.
      isGated: Boolean(info.gated),
      languages: card.language,
      weights: groupGguf(files),
    };
  } catch (cause) {
    throw cause instanceof ModelError
      ? cause
      : new ModelError("badResponse", { subject: new URL(hub.url).host, cause });
  }
}
