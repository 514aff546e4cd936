import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listWeights } from "../../src/core/models/weights/weightsFolder";
import { bytes, downloadFailure, filesIn, finish, pauseAt, REPO, startHub } from "../support/hubDownloads";

const SIZE = 200_000;
const CONTENT = bytes(SIZE);
const FILE = "tiny-Q4_K_M.gguf";
const PATH = `${REPO}/${FILE}`;

/** What was asked of the storage for each request: Range and If-Range. */
const ranges = (server: { requests: readonly { headers: Readonly<Record<string, string>> }[] }) =>
  server.requests.map(({ headers }) => [headers.range, headers["if-range"]]);

describe("a download", () => {
  it("ends with the whole file under its own name, and nothing beside it", async () => {
    const { run, root } = await startHub({ [FILE]: CONTENT });
    const progress = await finish(run());
    expect(await filesIn(root)).toEqual([PATH]);
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
    expect(progress[0]).toEqual({ receivedBytes: 0, totalBytes: SIZE });
    expect(progress.at(-1)).toEqual({ receivedBytes: SIZE, totalBytes: SIZE });
    const received = progress.map(({ receivedBytes }) => receivedBytes);
    expect(received).toEqual(received.toSorted((one, other) => one - other));
  });

  it("asks for bytes as they are, from their beginning, at the address the Hub names", async () => {
    const { run, server, storage } = await startHub({ [`in a folder/${FILE}`]: CONTENT });
    await finish(run());
    expect(server.requests.map(({ path }) => path)).toEqual([
      `/${REPO}/resolve/main/in%20a%20folder/${FILE}`,
    ]);
    expect(storage.requests).toHaveLength(1);
    expect(storage.requests[0]?.query).toContain("X-Xet-Cas-Uid=public");
    expect(storage.requests[0]?.headers["accept-encoding"]).toBe("identity");
    expect(ranges(storage)).toEqual([[undefined, undefined]]);
  });

  it("works at a mirror that lies in a folder of its server", async () => {
    const { run, root, server } = await startHub({ [FILE]: CONTENT }, { under: "/api/huggingfaceml/hub" });
    await finish(run());
    expect(server.requests[0]?.path).toBe(
      `/api/huggingfaceml/hub/${PATH.replace(FILE, `resolve/main/${FILE}`)}`,
    );
    expect(await filesIn(root)).toEqual([PATH]);
  });

  it("asks for nothing that is there", async () => {
    const { run, server } = await startHub({ [FILE]: CONTENT });
    await finish(run());
    expect(await finish(run())).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it("fetches again what has another size than it should have", async () => {
    const { run, root } = await startHub({ [FILE]: CONTENT });
    await finish(run());
    await writeFile(join(root, PATH), "cut off");
    await finish(run());
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
  });

  it("of a split file fetches all parts, with one progress, and none twice", async () => {
    const part = (number: number) => `big-0000${number}-of-00003.gguf`;
    const files = { [part(1)]: bytes(5000, 1), [part(2)]: bytes(7000, 2), [part(3)]: bytes(900, 3) };
    const { run, root, storage } = await startHub(files);
    const asItShould = { kind: "ignoreRange" } as const; // no range is asked for
    storage.fail(asItShould, { kind: "stall", afterBytes: 1000 });
    const error = await pauseAt(6000, run);
    expect(error.reason).toBe("aborted");
    expect(await listWeights(root)).toMatchObject({
      stored: [],
      unfinished: [{ receivedBytes: 6000, totalBytes: 12_900, download: { repo: REPO } }],
    });
    const progress = await finish(run());
    expect(progress[0]).toEqual({ receivedBytes: 6000, totalBytes: 12_900 });
    expect(progress.at(-1)).toEqual({ receivedBytes: 12_900, totalBytes: 12_900 });
    expect(storage.requests.map(({ path }) => path)).toHaveLength(4);
    expect(await listWeights(root)).toMatchObject({
      stored: [{ name: "big", bytes: 12_900, path: join(root, REPO, part(1)) }],
      unfinished: [],
    });
    for (const [path, content] of Object.entries(files))
      expect(await readFile(join(root, REPO, path))).toEqual(Buffer.from(content));
  });
});

describe("a paused download", () => {
  it("leaves what is there, and another session goes on with the rest alone", async () => {
    const { run, root, storage, server } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    expect((await pauseAt(60_000, run)).reason).toBe("aborted");
    await storage.waitFor(({ closedByClient }) => closedByClient === 1);
    expect(await filesIn(root)).toEqual([`${PATH}.download.json`, `${PATH}.part`, `${PATH}.part.json`]);
    const progress = await finish(run());
    expect(progress[0]).toEqual({ receivedBytes: 60_000, totalBytes: SIZE });
    expect(ranges(storage)).toEqual([
      [undefined, undefined],
      ["bytes=60000-", `"1-${SIZE}"`],
    ]);
    // The Hub has ETags of its own and is not asked with those of the storage.
    expect(ranges(server)[1]).toEqual(["bytes=60000-", undefined]);
    expect(await filesIn(root)).toEqual([PATH]);
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
  });

  it("is one also when the loop is left", async () => {
    const { run, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    for await (const { receivedBytes } of run()) if (receivedBytes === 60_000) break;
    await storage.waitFor(({ closedByClient }) => closedByClient === 1);
    expect((await finish(run()))[0]?.receivedBytes).toBe(60_000);
  });

  it("begins with nothing when the signal was aborted before", async () => {
    const { run, storage } = await startHub({ [FILE]: CONTENT });
    expect((await downloadFailure(run(AbortSignal.abort()))).reason).toBe("aborted");
    expect(storage.requests).toEqual([]);
  });

  it("starts over when the sender has the file under another ETag", async () => {
    const { run, root, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, run);
    storage.changeETags();
    await finish(run());
    expect(ranges(storage)[1]).toEqual(["bytes=60000-", `"1-${SIZE}"`]);
    expect(storage.requests).toHaveLength(2);
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
  });

  it("fetches the new version when the repository was changed meanwhile", async () => {
    const { run, root, storage, repositories } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, run);
    const changed = bytes(150_000, 99);
    repositories[REPO] = { files: { [FILE]: changed } };
    const progress = await finish(run());
    expect(progress.at(-1)).toEqual({ receivedBytes: 150_000, totalBytes: 150_000 });
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(changed));
    expect(await filesIn(root)).toEqual([PATH]);
  });

  it("is not mixed up with a beginning of something else", async () => {
    const { run, root, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, run);
    await writeFile(join(root, `${PATH}.part.json`), '{"size": 3, "sha256": "of another file"}');
    expect((await finish(run()))[0]?.receivedBytes).toBe(0);
    expect(ranges(storage)[1]).toEqual([undefined, undefined]);
  });

  it("survives a note that cannot be read", async () => {
    const { run, root, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, run);
    await writeFile(join(root, `${PATH}.part.json`), '{"size": 3, "sha');
    await finish(run());
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
  });

  it("needs no request more when only the last step was missing", async () => {
    const { run, root, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, run);
    await writeFile(join(root, `${PATH}.part`), CONTENT);
    await finish(run());
    expect(storage.requests).toHaveLength(1);
    expect(await filesIn(root)).toEqual([PATH]);
  });
});
