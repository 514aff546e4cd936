import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings/settings";
import { Configuration } from "../../../../src/platform/configuration";
import { resetVscode } from "../../../fakes/vscode";
import { changeSettings, grantTrust, settings } from "../../../fakes/workspace";

beforeEach(resetVscode);

const mine = { name: "mine", provider: "openai", model: "gpt-4.1-mini" };
const theirs = {
  name: "theirs",
  provider: "openai-compatible",
  model: "m",
  baseUrl: "https://team.example.com/v1",
};

/** Names, with a mark on those that need the writer's approval. */
function names({ settings: { models } }: Configuration): string[] {
  return models.map(({ name, fromWorkspace }) => (fromWorkspace ? `${name} (workspace)` : name));
}

function problemKeys({ problems }: Configuration): string[] {
  return problems.map(({ key }) => key);
}

describe("without any settings", () => {
  it("everything has the default of package.json", () => {
    const configuration = new Configuration();
    expect(configuration.settings).toEqual(DEFAULT_SETTINGS);
    expect(configuration.problems).toEqual([]);
  });
});

describe("models of the workspace", () => {
  it("come after the user's own and are marked", () => {
    settings.user["inkling.models"] = [mine];
    settings.folder["inkling.models"] = [theirs];
    expect(names(new Configuration())).toEqual(["mine", "theirs (workspace)"]);
  });

  it("cannot take the mark off themselves: it is no setting", () => {
    settings.folder["inkling.models"] = [{ ...theirs, fromWorkspace: false }];
    const configuration = new Configuration();
    expect(names(configuration)).toEqual([]);
    expect(problemKeys(configuration)).toEqual(["inkling.models[0].fromWorkspace"]);
  });

  it("cannot take the name of one of the user's", () => {
    settings.user["inkling.models"] = [mine];
    settings.folder["inkling.models"] = [{ ...theirs, name: "mine" }];
    const configuration = new Configuration();
    expect(configuration.settings.models).toEqual([mine]);
    expect(configuration.problems.map(({ problem }) => problem.kind)).toEqual(["duplicateName"]);
  });

  it("cannot take the demo model's name", () => {
    settings.folder["inkling.models"] = [{ ...theirs, name: "demo" }];
    expect(names(new Configuration())).toEqual([]);
  });

  it("are not read in a folder that is not trusted, and are once it is", () => {
    settings.isTrusted = false;
    settings.user["inkling.models"] = [mine];
    settings.folder["inkling.models"] = [theirs];
    const configuration = new Configuration();
    expect(names(configuration)).toEqual(["mine"]);
    let changes = 0;
    configuration.onDidChange(() => changes++);
    grantTrust();
    expect(names(configuration)).toEqual(["mine", "theirs (workspace)"]);
    expect(changes).toBe(1);
  });

  it("do not take the user's own away when they are no list at all", () => {
    settings.user["inkling.models"] = [mine];
    settings.folder["inkling.models"] = "oops";
    const configuration = new Configuration();
    expect(problemKeys(configuration)).toContain("inkling.models");
    expect(names(configuration)).toEqual(["mine"]);
  });

  it("do not take the user's own away when one of them is broken", () => {
    settings.user["inkling.models"] = [mine];
    settings.folder["inkling.models"] = [null, { name: "no provider" }];
    expect(names(new Configuration())).toEqual(["mine"]);
  });
});

describe("in a folder that is not trusted", () => {
  it("the folder cannot choose which model gets the text", () => {
    settings.isTrusted = false;
    settings.user["inkling.models"] = [mine];
    settings.folder["inkling.model.chat"] = "mine";
    expect(new Configuration().settings.model.chat).toBe("demo");
  });
});

describe("a wrong setting", () => {
  it.each([
    ["inkling.ghostText.minDelay", "soon"],
    ["inkling.ghostText.minDelay", -1],
    ["inkling.ghostText.enabled", "yes"],
    ["inkling.ghostText.languages", "markdown"],
    ["inkling.timeout.idle", 0],
    ["inkling.requestsPerHost", 1.5],
    ["inkling.prices", 3],
    ["inkling.hub.url", "nowhere"],
    ["inkling.embedded.idleMinutes", true],
    ["inkling.model.chat", 7],
    ["inkling.models", {}],
  ])("%s: %j is reported under its key and falls back to its default", (key, value) => {
    settings.user[key] = value;
    const configuration = new Configuration();
    expect(problemKeys(configuration)).toEqual([key]);
    expect(configuration.settings).toEqual(DEFAULT_SETTINGS);
  });

  it("leaves the others as they are", () => {
    settings.user = { "inkling.ghostText.minDelay": "soon", "inkling.timeout.idle": 5 };
    expect(new Configuration().settings.timeout.idle).toBe(5);
  });

  it.each([
    ["a key that is missing", { name: "x", provider: "openai" }, "inkling.models[1].model"],
    ["a key that does not exist", { ...mine, name: "x", apiKey: "sk-x" }, "inkling.models[1].apiKey"],
    ["an address that is none", { ...theirs, baseUrl: "localhost:11434" }, "inkling.models[1].baseUrl"],
    ["an unknown provider", { ...theirs, provider: "acme" }, "inkling.models[1].provider"],
  ])("in a model names its entry and %s", (_, entry, key) => {
    settings.user["inkling.models"] = [mine, entry];
    const configuration = new Configuration();
    expect(problemKeys(configuration)).toEqual([key]);
    expect(names(configuration)).toEqual(["mine"]);
  });

  it("in the workspace is named by its place in the workspace's own list", () => {
    settings.user["inkling.models"] = [mine];
    settings.folder["inkling.models"] = [{ ...theirs, baseUrl: "localhost" }];
    expect(problemKeys(new Configuration())).toEqual(["inkling.models[0].baseUrl"]);
  });
});

describe("a change", () => {
  it("of Inkling's settings is read at once, and told", () => {
    const configuration = new Configuration();
    const seen: number[] = [];
    configuration.onDidChange(() => seen.push(configuration.settings.timeout.idle));
    changeSettings("user", { "inkling.timeout.idle": 90 });
    expect(seen).toEqual([90]);
  });

  it("of other settings is not told", () => {
    let changes = 0;
    new Configuration().onDidChange(() => changes++);
    changeSettings("user", { "editor.fontSize": 20 });
    expect(changes).toBe(0);
  });

  it("is written to the user's settings, or to the workspace's where the key is set already", async () => {
    const configuration = new Configuration();
    await configuration.update("model.chat", "mine");
    expect(settings.user["inkling.model.chat"]).toBe("mine");
    settings.folder["inkling.model.actions"] = "demo";
    await configuration.update("model.actions", "mine");
    expect(settings.folder["inkling.model.actions"]).toBe("mine");
    expect(settings.user["inkling.model.actions"]).toBeUndefined();
  });

  it("is not heard any more after dispose", () => {
    const configuration = new Configuration();
    configuration.dispose();
    expect(settings.configurationChanged.listeners + settings.trustGranted.listeners).toBe(0);
  });
});
