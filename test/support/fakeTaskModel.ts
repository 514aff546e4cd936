import type { TaskModel } from "../../src/core/models/tasks/taskModel";

/** A task model of which a test plays the calls that it needs. Any other call fails. */
export function fakeTaskModel(calls: Partial<TaskModel>): TaskModel {
  const unexpected = () => Promise.reject(new Error("This call was not expected"));
  return {
    info: { name: "ner", model: "acme/ner", host: "hub.example.com" },
    translate: unexpected,
    summarise: unexpected,
    classifyText: unexpected,
    findEntities: unexpected,
    classifyZeroShot: unexpected,
    answer: unexpected,
    ...calls,
  };
}
