import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/core/models/modelError";
import { readRepository } from "../../src/core/models/weights/hubRepository";
import { forThisTest, never } from "../support/askModel";
import { sha256 } from "../support/fakeHubServer";
import { startFakeServer } from "../support/fakeServer";
import { bytes, REPO, startHub } from "../support/hubDownloads";

const TOKEN = "hf_secret_123456";
const small = bytes(300, 1);
const large = bytes(900, 2);

async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ModelError) return error;
  throw new Error("expected a ModelError", { cause: error });
}

describe("what the Hub says of a repository", () => {
  it("is its GGUF files with size and checksum, the smallest first", async () => {
    const { hub } = await startHub({
      "README.md": "# Tiny",
      "tiny-Q8_0.gguf": large,
      "tiny-Q4_K_M.gguf": small,
      "mmproj-tiny.gguf": small,
      "model.safetensors": large,
      "kept-in-git.gguf": "so small that it is in git itself, without a checksum",
    });
    const { weights, repo } = await readRepository(REPO, hub, never);
    expect(repo).toBe(REPO);
    expect(weights).toEqual([
      {
        name: "tiny-Q4_K_M",
        bytes: 300,
        files: [{ path: "tiny-Q4_K_M.gguf", size: 300, sha256: sha256(small) }],
      },
      {
        name: "tiny-Q8_0",
        bytes: 900,
        files: [{ path: "tiny-Q8_0.gguf", size: 900, sha256: sha256(large) }],
      },
    ]);
  });

  it("has a split file as one, in the order of its parts, and across pages", async () => {
    const part = (number: number) => `Q8/big-0000${number}-of-00003.gguf`;
    const files = { [part(2)]: small, "notes.txt": "", [part(3)]: small, [part(1)]: large };
    const { hub, server } = await startHub(files, { pageSize: 1 });
    const { weights } = await readRepository(REPO, hub, never);
    expect(weights.map(({ name, bytes }) => [name, bytes])).toEqual([["big", 1500]]);
    expect(weights[0]?.files.map(({ path }) => path)).toEqual([part(1), part(2), part(3)]);
    expect(server.requests.filter(({ path }) => path.endsWith("/tree/main"))).toHaveLength(4);
  });

  it.each([
    ["a known licence", { license: "apache-2.0", language: ["en", "zh"] }, "apache-2.0", ["en", "zh"]],
    [
      "one of its own",
      { license: "other", license_name: "tiny-research", language: "en" },
      "tiny-research",
      ["en"],
    ],
    ["another without a name", { license: "other" }, "other", []],
    ["several", { license: ["mit", "gpl-3.0"], language: null }, "mit", []],
    ["a card that makes no sense", "nothing", undefined, []],
    ["no card", undefined, undefined, []],
  ])("has licence and languages: %s", async (_, cardData, licence, languages) => {
    const { hub } = await startHub({ "a.gguf": small }, { cardData });
    const repository = await readRepository(REPO, hub, never);
    expect(repository.licence).toBe(licence);
    expect(repository.languages).toEqual(languages);
    expect(repository.isGated).toBe(false);
  });

  it("is to be had of a gated repository without a token", async () => {
    const { hub } = await startHub({ "a.gguf": small }, { gated: "auto" });
    expect((await readRepository(REPO, hub, never)).isGated).toBe(true);
  });

  it("is asked with the token, whatever it looks like", async () => {
    const { hub, server } = await startHub(
      { "a.gguf": small },
      { token: "token-of-a-mirror", under: "/mirror" },
    );
    await readRepository(REPO, hub, never);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer token-of-a-mirror",
      "Bearer token-of-a-mirror",
    ]);
  });

  it.each(["../evil.gguf", "a/../../evil.gguf", "c:\\evil.gguf", ".hidden.gguf", "a:b.gguf", "/evil.gguf"])(
    "leaves out %s, which would lie elsewhere on the disk",
    async (path) => {
      const { hub } = await startHub({ [path]: small, "good.gguf": small });
      const { weights } = await readRepository(REPO, hub, never);
      expect(weights.map(({ name }) => name)).toEqual(["good"]);
    },
  );
});

describe("a repository that cannot be listed", () => {
  it("is not found, with and without a token", async () => {
    const { hub } = await startHub({}, { token: TOKEN });
    const anonymous = { ...hub, key: () => Promise.resolve(undefined) };
    for (const asked of [hub, anonymous]) {
      const error = await failure(readRepository("acme/none", asked, never));
      expect(error).toMatchObject({ reason: "notFound", details: { subject: "acme/none" } });
    }
  });

  it("is refused for a wrong token", async () => {
    const { hub, server } = await startHub({ "a.gguf": small }, { token: TOKEN });
    const error = await failure(
      readRepository(REPO, { ...hub, key: () => Promise.resolve("hf_other") }, never),
    );
    expect(error).toMatchObject({ reason: "unauthorized", details: { subject: `127.0.0.1:${server.port}` } });
  });

  it("is given up when the writer leaves", async () => {
    const server = await forThisTest(startFakeServer(() => {}));
    const controller = new AbortController();
    const hub = { url: server.url, key: () => Promise.resolve(undefined) };
    const reading = failure(readRepository(REPO, hub, controller.signal));
    await server.waitFor(({ requests }) => requests.length === 1);
    controller.abort();
    expect((await reading).reason).toBe("aborted");
  });

  it.each([
    ["a web page", "<!doctype html><title>Log in</title>", "text/html"],
    ["another JSON", '{"hello": "world"}', "application/json"],
  ])("comes from no Hub: %s", async (_, body, type) => {
    const server = await forThisTest(
      startFakeServer(({ response }) => void response.writeHead(200, { "content-type": type }).end(body)),
    );
    const hub = { url: server.url, key: () => Promise.resolve(TOKEN) };
    expect((await failure(readRepository(REPO, hub, never))).reason).toBe("badResponse");
  });

  it("is not looked for at another host, neither by a redirect nor by a next page", async () => {
    const elsewhere = await forThisTest(
      startFakeServer(({ response }) => void response.writeHead(200).end("[]")),
    );
    const redirecting = await forThisTest(
      startFakeServer(({ response }) => void response.writeHead(307, { location: elsewhere.url }).end()),
    );
    const link = `<${elsewhere.url}/api/models/${REPO}/tree/main?cursor=2>; rel="next"`;
    const paging = await forThisTest(
      startFakeServer(({ request, response }) => {
        const isTree = request.path.endsWith("/tree/main");
        response.writeHead(200, { "content-type": "application/json", ...(isTree && { link }) });
        response.end(isTree ? "[]" : JSON.stringify({ _id: "1", id: REPO, gated: false }));
      }),
    );
    for (const { url } of [redirecting, paging]) {
      const error = await failure(readRepository(REPO, { url, key: () => Promise.resolve(TOKEN) }, never));
      expect(error.reason).toBe("badResponse");
    }
    expect(elsewhere.requests).toEqual([]);
  });

  it("is followed to its new name at the same host", async () => {
    const { hub, server } = await startHub({ "a.gguf": small }, { token: TOKEN });
    const moved = await forThisTest(
      startFakeServer(async ({ request, response }) => {
        if (request.path.includes("/old/")) {
          const location = (request.path + request.query).replace("/old/name", `/${REPO}`);
          return void response.writeHead(307, { location }).end();
        }
        const answer = await fetch(`${server.url}${request.path}${request.query}`, {
          headers: { authorization: request.headers.authorization ?? "" },
        });
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(await answer.text());
      }),
    );
    const repository = await readRepository("old/name", { url: moved.url, key: hub.key }, never);
    expect(repository.weights.map(({ name }) => name)).toEqual(["a"]);
  });
});
