import { beforeEach, describe, expect, it } from "vitest";
import type { ModelSettings } from "../../../../src/core/settings/settings";
import { ConfiguredModels } from "../../../../src/platform/configuredModels";
import { resetVscode } from "../../../fakes/vscode";
import { settings } from "../../../fakes/workspace";

const MINE: ModelSettings = { name: "mine", provider: "openai", model: "gpt-4.1" };
const THEIRS: ModelSettings = { name: "theirs", provider: "openai", model: "gpt-4.1-mini" };
const MISTAKES = [null, "a mistake", 7, { name: "half", provider: "nobody" }];

beforeEach(() => {
  resetVscode();
  settings.user = { "inkling.models": [...MISTAKES, MINE] };
  settings.folder = { "inkling.models": [THEIRS] };
});

const user = () => settings.user["inkling.models"];
const folder = () => settings.folder["inkling.models"];

describe("adding a model", () => {
  it.each([
    ["new", "new"],
    ["mine", "mine 2"],
    ["theirs", "theirs 2"],
    ["half", "half 2"],
    ["demo", "demo 2"],
  ])("called %s writes it into the user's settings as %s, and tells that name", async (name, free) => {
    const added = await new ConfiguredModels().add({ ...MINE, name, fromWorkspace: true });
    expect(added).toBe(free);
    expect(user()).toEqual([...MISTAKES, MINE, { ...MINE, name: free }]);
    expect(folder()).toEqual([THEIRS]);
  });

  it("begins the list where there is none yet", async () => {
    settings.user = {};
    await new ConfiguredModels().add(MINE);
    expect(user()).toEqual([MINE]);
  });
});

describe("changing a model", () => {
  it("sets keys, takes out what is undefined, and leaves everything else where it stands", async () => {
    const configured = new ConfiguredModels();
    await configured.change("mine", { kind: "base", model: "gpt-5" });
    expect(user()).toEqual([...MISTAKES, { ...MINE, model: "gpt-5", kind: "base" }]);
    await configured.change("mine", { kind: undefined, temperature: undefined });
    expect(user()).toEqual([...MISTAKES, { ...MINE, model: "gpt-5" }]);
  });

  it("of the workspace is done in the workspace", async () => {
    await new ConfiguredModels().change("theirs", { kind: "base" });
    expect(folder()).toEqual([{ ...THEIRS, kind: "base" }]);
    expect(user()).toEqual([...MISTAKES, MINE]);
  });
});

describe("removing a model", () => {
  it("takes that one out and nothing else", async () => {
    const configured = new ConfiguredModels();
    await configured.remove("mine");
    await configured.remove("theirs");
    expect([user(), folder()]).toEqual([MISTAKES, []]);
  });
});

describe("a model that is gone meanwhile", () => {
  it("is neither changed nor removed, and no settings are begun for it", async () => {
    settings.folder = {};
    const configured = new ConfiguredModels();
    await configured.change("gone", { kind: "base" });
    await configured.remove("gone");
    expect(user()).toEqual([...MISTAKES, MINE]);
    expect(settings.folder).toEqual({});
  });
});
