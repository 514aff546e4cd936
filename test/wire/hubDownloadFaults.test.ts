import { readFile, writeFile } from "node:fs/promises";
import { inspect } from "node:util";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ModelErrorReason } from "../../src/core/models/modelError";
import {
  atEach,
  bytes,
  downloadFailure,
  filesIn,
  finish,
  pauseAt,
  REPO,
  startHub,
} from "../support/hubDownloads";
import type { Fault } from "../support/hubStorage";

const SIZE = 200_000;
const CONTENT = bytes(SIZE);
const FILE = "tiny.gguf";
const PATH = `${REPO}/${FILE}`;
const TOKEN = "hf_secret_123456";
const stall: Fault = { kind: "stall", afterBytes: 10_000 };
const unavailable: Fault = { kind: "status", status: 503 };

describe("a connection that breaks", () => {
  it("is taken up again where it broke, as often as bytes come", async () => {
    const { run, root, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail(...Array.from({ length: 8 }, () => stall));
    await finish(atEach(10_000, 8, storage.drop, run()));
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
    expect(storage.requests).toHaveLength(9);
    const starts = storage.requests
      .slice(1)
      .map(({ headers }) => /^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1]);
    expect(starts).toEqual(Array.from({ length: 8 }, (_, index) => String((index + 1) * 10_000)));
  });

  it("is given up after some tries that bring nothing, and what is there stays", async () => {
    const { run, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail(stall, ...Array.from({ length: 5 }, () => unavailable));
    const error = await downloadFailure(atEach(10_000, 1, storage.drop, run()));
    expect(error).toMatchObject({ reason: "serverError", details: { status: 503 } });
    expect(storage.requests).toHaveLength(6);
    expect((await finish(run()))[0]?.receivedBytes).toBe(10_000);
  });

  it("at the very first try is told at once", async () => {
    const { run, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "drop" });
    expect((await downloadFailure(run())).reason).toBe("interrupted");
    expect(storage.requests).toHaveLength(1);
  });

  it("says so when the Hub is not there", async () => {
    const { run, server } = await startHub({ [FILE]: CONTENT });
    await server.close();
    expect(await downloadFailure(run())).toMatchObject({
      reason: "unreachable",
      details: { subject: `127.0.0.1:${server.port}` },
    });
  });
});

describe("a sender that does not do what it is asked", () => {
  async function paused() {
    const started = await startHub({ [FILE]: CONTENT });
    started.storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, started.run);
    return started;
  }

  it.each<[string, Fault, number]>([
    ["sends the whole file instead of the rest", { kind: "ignoreRange" }, 2],
    ["sends another part", { kind: "wrongRange" }, 3],
    ["says that there is no such part", { kind: "status", status: 416 }, 3],
  ])("%s: the file comes out right", async (_, fault, requests) => {
    const { run, root, storage } = await paused();
    storage.fail(fault);
    await finish(run());
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
    expect(storage.requests).toHaveLength(requests);
  });

  it.each<[string, Fault]>([
    ["no such part, though the whole was asked for", { kind: "status", status: 416 }],
    ["no content", { kind: "status", status: 204 }],
  ])("is no sender: %s", async (_, fault) => {
    const { run, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail(fault);
    expect((await downloadFailure(run())).reason).toBe("badResponse");
    expect(storage.requests).toHaveLength(1);
  });
});

describe("a wrong checksum", () => {
  it("deletes what came, and the next try begins anew", async () => {
    const { run, root, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "damage" });
    const error = await downloadFailure(run());
    expect(error).toMatchObject({ reason: "checksumFailed", details: { subject: FILE } });
    expect(await filesIn(root)).toEqual([`${PATH}.download.json`]);
    expect((await finish(run()))[0]?.receivedBytes).toBe(0);
    expect(await readFile(join(root, PATH))).toEqual(Buffer.from(CONTENT));
  });

  it("is found when the beginning was damaged on the disk between two sessions", async () => {
    const { run, root, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, run);
    await writeFile(join(root, `${PATH}.part`), bytes(60_000, 8));
    expect((await downloadFailure(run())).reason).toBe("checksumFailed");
    expect(await filesIn(root)).toEqual([`${PATH}.download.json`]);
  });
});

describe("a disk without room", () => {
  const SPARE = 256 * 1024 * 1024;

  it("is found before a byte is asked for", async () => {
    const { run, root, server } = await startHub({ [FILE]: CONTENT });
    const asked: string[] = [];
    const freeBytes = async (folder: string) => {
      asked.push(folder);
      return Promise.resolve(SIZE + SPARE - 1);
    };
    const error = await downloadFailure(run(undefined, { freeBytes }));
    expect(error).toMatchObject({ reason: "diskFull", details: { subject: "tiny" } });
    expect(asked).toEqual([join(root, REPO)]);
    expect(server.requests).toEqual([]);
    expect(await filesIn(root)).toEqual([]);
  });

  it("needs only the rest of what is there already", async () => {
    const { run, storage } = await startHub({ [FILE]: CONTENT });
    storage.fail({ kind: "stall", afterBytes: 60_000 });
    await pauseAt(60_000, run);
    const free = (count: number) => ({ freeBytes: () => Promise.resolve(count) });
    const rest = SIZE - 60_000 + SPARE;
    expect((await downloadFailure(run(undefined, free(rest - 1)))).reason).toBe("diskFull");
    await finish(run(undefined, free(rest)));
  });
});

describe("a repository that is not for everybody", () => {
  it.each([
    ["gated, and no token is there", undefined, "gated", 401],
    ["the token is wrong", "hf_other", "unauthorized", 401],
  ] as const)("is refused: %s", async (_, key, reason, status) => {
    const { run, hub, storage } = await startHub({ [FILE]: CONTENT }, { gated: "manual", token: TOKEN });
    const given = { hub: { ...hub, key: () => Promise.resolve(key) } };
    const error = await downloadFailure(run(undefined, given));
    expect(error).toMatchObject({ reason, details: { status } });
    expect(storage.requests).toEqual([]);
  });

  it("is refused with 403 when the account has not accepted the terms", async () => {
    const { run, hub } = await startHub(
      { [FILE]: CONTENT },
      { gated: "manual", token: TOKEN, notGranted: true },
    );
    const error = await downloadFailure(run(undefined, { hub }));
    expect(error).toMatchObject({ reason: "gated", details: { status: 403, subject: REPO } });
  });

  it("comes with the right token, which the Hub sees and the storage does not", async () => {
    const { run, server, storage, root } = await startHub(
      { [FILE]: CONTENT },
      { gated: "auto", token: TOKEN },
    );
    storage.fail(stall);
    await finish(atEach(10_000, 1, storage.drop, run()));
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${TOKEN}`,
      `Bearer ${TOKEN}`,
    ]);
    expect(storage.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    expect(await filesIn(root)).toEqual([PATH]);
  });

  it.each<[string, ModelErrorReason, Fault]>([
    ["a busy storage", "rateLimited", { kind: "status", status: 429, headers: { "retry-after": "7" } }],
    ["a refusing storage", "unauthorized", { kind: "status", status: 403 }],
  ])("%s is told at once, without the token", async (_, reason, fault) => {
    const { run, storage } = await startHub({ [FILE]: CONTENT }, { token: TOKEN });
    storage.fail(fault);
    const error = await downloadFailure(run());
    expect(error.reason).toBe(reason);
    expect(storage.requests).toHaveLength(1);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(TOKEN);
  });

  it("and one that does not exist are told apart", async () => {
    const { run, repositories } = await startHub({ [FILE]: CONTENT });
    repositories[REPO] = undefined;
    expect(await downloadFailure(run())).toMatchObject({ reason: "notFound", details: { subject: REPO } });
  });

  it("and a file that does not exist, too", async () => {
    const { run, repositories } = await startHub({ [FILE]: CONTENT });
    repositories[REPO] = { files: {} };
    expect((await downloadFailure(run())).reason).toBe("notFound");
  });
});
