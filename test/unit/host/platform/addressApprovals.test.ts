import { beforeEach, describe, expect, it } from "vitest";
import type { ModelSettings } from "../../../../src/core/settings/settings";
import { AddressApprovals } from "../../../../src/platform/addressApprovals";
import { FakeMemento, resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";

beforeEach(resetVscode);

const theirs: ModelSettings = {
  name: "team",
  provider: "openai-compatible",
  model: "m",
  baseUrl: "https://llm.example.com/v1",
  fromWorkspace: true,
};

/** Approvals that remember a yes to `theirs`. */
async function approved(state = new FakeMemento()) {
  const approvals = new AddressApprovals(state);
  ui.answers.push("Allow");
  await approvals.ask(theirs);
  return approvals;
}

describe("a model of the workspace", () => {
  it("is not approved before the writer was asked", () => {
    expect(new AddressApprovals(new FakeMemento()).isApproved(theirs)).toBe(false);
  });

  it("is approved once the writer allowed it, in the next session too", async () => {
    const state = new FakeMemento();
    const approvals = await approved(state);
    expect(approvals.isApproved(theirs)).toBe(true);
    expect(new AddressApprovals(state).isApproved(theirs)).toBe(true);
  });

  it.each([[undefined], ["Allow"]])(
    "asks in a dialog that names the model and the whole address",
    async (answer) => {
      ui.answers.push(answer);
      const yes = await new AddressApprovals(new FakeMemento()).ask(theirs);
      expect(yes).toBe(answer === "Allow");
      const [dialog] = ui.messages;
      expect(dialog?.message).toContain('"team"');
      expect(dialog?.message).toContain("https://llm.example.com/v1");
      expect(dialog?.options.modal).toBe(true);
    },
  );

  it("cannot put lines of its own into the dialog, before the address, by its name", async () => {
    ui.answers.push(undefined);
    const name = 'gpt" at https://api.openai.com.\n\nInkling has checked this address.';
    await new AddressApprovals(new FakeMemento()).ask({ ...theirs, name });
    expect(ui.messages[0]?.message).not.toContain("\n");
  });

  it.each<[string, Partial<ModelSettings>, string]>([
    ["a provider's own address", { provider: "openai" }, "https://api.openai.com/v1"],
    ["a vendor", { provider: "vscode", vendor: "copilot" }, "copilot"],
  ])("says where without an address in the settings: %s", async (_, model, where) => {
    ui.answers.push(undefined);
    const asked = { name: "team", fromWorkspace: true, ...model } as ModelSettings;
    await new AddressApprovals(new FakeMemento()).ask(asked);
    expect(ui.messages[0]?.message).toContain(where);
  });

  it("says that a token of the Microsoft account would go there", async () => {
    ui.answers.push(undefined);
    await new AddressApprovals(new FakeMemento()).ask({ ...theirs, provider: "azure-openai", auth: "entra" });
    expect(ui.messages[0]?.options.detail).toContain("Microsoft account");
  });

  it("stays unapproved when the dialog is closed", async () => {
    const approvals = new AddressApprovals(new FakeMemento());
    ui.answers.push(undefined);
    await approvals.ask(theirs);
    expect(approvals.isApproved(theirs)).toBe(false);
  });

  it.each<[string, Partial<ModelSettings>]>([
    ["the host", { baseUrl: "https://elsewhere.example.com/v1" }],
    ["the path of the address", { baseUrl: "https://llm.example.com/other/v1" }],
    ["the scheme", { baseUrl: "http://llm.example.com/v1" }],
    ["the provider", { provider: "openai" }],
    ["the account", { auth: "entra" }],
    ["the vendor", { vendor: "copilot" }],
    ["the inference provider", { inferenceProvider: "together" }],
  ])("is asked for again when %s changes", async (_, change) => {
    expect((await approved()).isApproved({ ...theirs, ...change })).toBe(false);
  });

  it("is asked for again when its file changes", async () => {
    const local: ModelSettings = { name: "w", provider: "embedded", path: "/a.gguf", fromWorkspace: true };
    const approvals = new AddressApprovals(new FakeMemento());
    ui.answers.push("Allow");
    await approvals.ask(local);
    expect(ui.messages[0]?.message).toContain("/a.gguf");
    expect(approvals.isApproved(local)).toBe(true);
    expect(approvals.isApproved({ ...local, path: "/b.gguf" })).toBe(false);
  });

  it("keeps its approval under another name, which says nothing of where the text goes", async () => {
    expect((await approved()).isApproved({ ...theirs, name: "renamed" })).toBe(true);
  });

  it("does not take away what was approved before", async () => {
    const approvals = await approved();
    ui.answers.push("Allow");
    await approvals.ask({ ...theirs, baseUrl: "https://second.example.com/v1" });
    expect(approvals.isApproved(theirs)).toBe(true);
  });
});

describe("a model of the user's own settings", () => {
  it("never needs to be asked for", () => {
    expect(new AddressApprovals(new FakeMemento()).isApproved({ ...theirs, fromWorkspace: false })).toBe(
      true,
    );
  });
});
