/**
 * The Hugging Face Hub: what it says of a repository, and the way to a file, whose bytes another host sends
 * (`hubStorage.ts`), as the Hub does.
 *
 * - https://huggingface.co/docs/hub/api (`GET /api/models/{repo}`, `/revision/{revision}`, `/tree/{revision}`); the fields
 *   as in `@huggingface/hub`, src/types/api/api-model.ts and api-index-tree.ts; pages by a `Link` header with rel="next".
 * - https://huggingface.co/docs/huggingface_hub/package_reference/file_download: `GET /{repo}/resolve/{revision}/{path}`
 *   redirects with `X-Repo-Commit`, `X-Linked-Size` and `X-Linked-ETag`, the SHA-256 of a file in LFS or Xet.
 * - Refusals (`X-Error-Code`, `X-Error-Message`): huggingface_hub, src/huggingface_hub/utils/_http.py, and the gist that
 *   it cites, https://gist.github.com/Wauplin/46c27ad266b15998ce56a6603796f0b9. What does not exist: 401 and no code
 *   without a token, 404 with one. A gated repository: 401 without a token, 403 with one.
 */
import { createHash } from "node:crypto";
import { startFakeServer, type Exchange, type FakeServer } from "./fakeServer";
import type { HubStorage } from "./hubStorage";

export interface FakeRepository {
  /** Contents by path. Text is kept in git itself, bytes in LFS. */
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  readonly gated?: false | "auto" | "manual";
  /** The head of the model card. */
  readonly cardData?: unknown;
}

export interface HubOptions {
  /** By "owner/name". A test may change them between two requests, as a push does. */
  readonly repositories: Record<string, FakeRepository | undefined>;
  /** Where the bytes are. */
  readonly storage: HubStorage;
  /** The only token it knows. */
  readonly token?: string;
  /** Whether the token's account has not accepted the terms of gated repositories. */
  readonly notGranted?: boolean;
  /** Entries of one page of a tree; all of them when left out. */
  readonly pageSize?: number;
  /** A folder of the server that everything lies under, as at some mirrors; begins with a slash. */
  readonly under?: string;
}

const COMMIT = "9217f5db79a29953eb74d5343926648285ec7e67";

export function startFakeHub(options: HubOptions): Promise<FakeServer> {
  return startFakeServer((exchange) => answer(exchange, options));
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function answer(exchange: Exchange, options: HubOptions): void {
  const { under = "", token } = options;
  const { method, path, headers } = exchange.request;
  const inside = path.startsWith(`${under}/`) ? path.slice(under.length) : "";
  const given = headers.authorization?.replace(/^Bearer /, "");
  const route =
    /^\/api\/models\/([^/]+\/[^/]+)\/(revision\/HEAD|tree\/main)$/.exec(inside) ??
    /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(inside);
  const [, repo = "", what = ""] = route ?? [];
  const repository = options.repositories[repo];
  if (given !== undefined && given !== token) {
    refuse(exchange, 401, undefined, "Invalid credentials in Authorization header");
    return;
  }
  if (method !== "GET" || !repository) {
    if (given === undefined) refuse(exchange, 401, undefined, "Invalid username or password.");
    else refuse(exchange, 404, "RepoNotFound", "Repository not found");
    return;
  }
  if (what === "revision/HEAD") {
    sendInfo(exchange, repo, repository);
    return;
  }
  if (what === "tree/main") {
    sendTree(exchange, repository, options);
    return;
  }
  if (repository.gated && (given === undefined || options.notGranted)) {
    refuse(exchange, given === undefined ? 401 : 403, "GatedRepo", `Access to model ${repo} is restricted.`);
    return;
  }
  sendFile(exchange, repository, decodeURIComponent(what), options);
}

function sendInfo(exchange: Exchange, repo: string, { gated = false, cardData }: FakeRepository): void {
  const expanded = new URLSearchParams(exchange.request.query).getAll("expand");
  const all = {
    pipeline_tag: "text-generation",
    private: false,
    gated,
    downloads: 12,
    likes: 3,
    lastModified: "2025-02-01T10:00:00.000Z",
    cardData,
  };
  const asked = Object.entries(all).filter(([field]) => expanded.includes(field));
  sendJson(exchange, { _id: "66e6d0bd1a1e3b2f5a3a2f1c", id: repo, ...Object.fromEntries(asked) });
}

function sendTree(exchange: Exchange, { files }: FakeRepository, { pageSize }: HubOptions): void {
  const entries = Object.entries(files).map(([path, content]) => {
    const file = {
      type: "file",
      oid: "45fa7c3d85ee7dd4139adbc056da25ae136a65f2",
      size: content.length,
      path,
    };
    if (typeof content === "string") return file;
    return { ...file, lfs: { oid: sha256(content), size: content.length, pointerSize: 135 } };
  });
  const { path, query, headers } = exchange.request;
  const search = new URLSearchParams(query);
  const from = Number(search.get("cursor") ?? 0);
  const until = from + (pageSize ?? entries.length);
  search.set("cursor", String(until));
  const next = `<http://${headers.host ?? ""}${path}?${search.toString()}>; rel="next"`;
  sendJson(exchange, entries.slice(from, until), until < entries.length ? { link: next } : {});
}

function sendFile(
  exchange: Exchange,
  { files }: FakeRepository,
  path: string,
  { storage }: HubOptions,
): void {
  const content = files[path];
  if (!(content instanceof Uint8Array)) {
    refuse(exchange, 404, "EntryNotFound", "Entry not found");
    return;
  }
  const hash = sha256(content);
  exchange.response.writeHead(302, {
    location: storage.keep(content),
    "x-repo-commit": COMMIT,
    "x-linked-size": content.length,
    "x-linked-etag": `"${hash}"`,
    "content-type": "text/plain; charset=utf-8",
  });
  exchange.response.end("Found. Redirecting");
}

function sendJson(exchange: Exchange, body: unknown, headers: Record<string, string> = {}): void {
  exchange.response.writeHead(200, { "content-type": "application/json; charset=utf-8", ...headers });
  exchange.response.end(JSON.stringify(body));
}

function refuse(exchange: Exchange, status: number, code: string | undefined, message: string): void {
  const headers = { "content-type": "application/json; charset=utf-8", "x-error-message": message };
  exchange.response.writeHead(status, { ...headers, ...(code !== undefined && { "x-error-code": code }) });
  exchange.response.end(JSON.stringify({ error: message }));
}
