import { describe, expect, it } from "vitest";
import { HostLimits } from "../../../../../src/core/models/client/hostLimits";
import { politeTaskModel } from "../../../../../src/core/models/client/politeTaskModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import type { TaskModel } from "../../../../../src/core/models/tasks/taskModel";
import { never } from "../../../../support/askModel";
import { fakeTaskModel } from "../../../../support/fakeTaskModel";

const limits = (perHost: number) => new HostLimits(() => perHost);
const NO_NAMES = { entities: [], dropped: 0 };

describe("a polite task model", () => {
  it("passes every call on", async () => {
    const place = { answer: "a", score: 1, start: 0, end: 1 };
    const label = { label: "a", score: 1 };
    const calls: Partial<TaskModel> = {
      translate: (text, { to = "" }) => Promise.resolve(text + to),
      summarise: (text, { maxTokens = 0 }) => Promise.resolve(text + String(maxTokens)),
      classifyText: () => Promise.resolve([label]),
      findEntities: () => Promise.resolve(NO_NAMES),
      classifyZeroShot: (_, labels) => Promise.resolve(labels.map((one) => ({ ...label, label: one }))),
      answer: () => Promise.resolve(place),
    };
    const model = politeTaskModel(fakeTaskModel(calls), limits(1));
    expect(model.info).toEqual(fakeTaskModel({}).info);
    expect([
      await model.translate("a", { to: "de" }, never),
      await model.summarise("a", { maxTokens: 7 }, never),
      await model.classifyText("a", never),
      await model.findEntities("a", never),
      await model.classifyZeroShot("a", ["b"], never),
      await model.answer("q", "a", never),
    ]).toEqual(["ade", "a7", [label], NO_NAMES, [{ label: "b", score: 1 }], place]);
  });

  it("asks again when the Hub is still loading the model", async () => {
    let asked = 0;
    const findEntities = () =>
      ++asked === 1 ? Promise.reject(new ModelError("loading")) : Promise.resolve(NO_NAMES);
    const model = politeTaskModel(fakeTaskModel({ findEntities }), limits(1));
    expect(await model.findEntities("a", never)).toEqual(NO_NAMES);
    expect(asked).toBe(2);
  });

  it("does not ask again where that would not help, and gives its turn back", async () => {
    let asked = 0;
    const findEntities = () => Promise.reject(new ModelError(++asked === 1 ? "notFound" : "unauthorized"));
    const model = politeTaskModel(fakeTaskModel({ findEntities }), limits(1));
    await expect(model.findEntities("a", never)).rejects.toMatchObject({ reason: "notFound" });
    await expect(model.findEntities("a", never)).rejects.toMatchObject({ reason: "unauthorized" });
  });

  it("waits for its turn at the host, and can be left meanwhile", async () => {
    const hostLimits = limits(1);
    const turn = await hostLimits.take("hub.example.com", never);
    const controller = new AbortController();
    const model = politeTaskModel(fakeTaskModel({}), hostLimits);
    const waiting = model.findEntities("a", controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ reason: "aborted" });
    turn.release();
  });
});
