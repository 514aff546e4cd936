import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import { CommandRegistry } from "../../../../src/platform/commandRegistry";
import { host, resetVscode } from "../../../fakes/vscode";

beforeEach(resetVscode);

function registry() {
  const report = vi.fn<(error: unknown, retry?: () => void) => void>();
  return { registry: new CommandRegistry({ report }), report };
}

describe("a registered command", () => {
  it("is called by its whole id, with what VS Code gives it, and answers what its handler does", async () => {
    const handler = vi.fn(() => "done");
    registry().registry.register("showLog", handler);
    expect(await commands.executeCommand("inkling.showLog", 1, "two")).toBe("done");
    expect(handler).toHaveBeenCalledWith(1, "two");
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("x");
      },
    ],
    ["rejects", () => Promise.reject(new Error("x"))],
  ])("reports what its handler %s, and ends quietly", async (_, handler) => {
    const { registry: commandsOfOurs, report } = registry();
    commandsOfOurs.register("showLog", handler);
    expect(await commands.executeCommand("inkling.showLog")).toBeUndefined();
    expect(report).toHaveBeenCalledOnce();
    expect(report.mock.calls[0]?.[0]).toEqual(new Error("x"));
  });

  it("can be tried again with the same arguments, and is reported again when it fails again", async () => {
    const { registry: commandsOfOurs, report } = registry();
    const handler = vi.fn((argument: unknown) => Promise.reject(new Error(String(argument))));
    commandsOfOurs.register("chooseModel", handler);
    await commands.executeCommand("inkling.chooseModel", "chat");
    report.mock.calls[0]?.[1]?.();
    await vi.waitFor(() => expect(report).toHaveBeenCalledTimes(2));
    expect(handler.mock.calls).toEqual([["chat"], ["chat"]]);
  });

  it("is gone after dispose", () => {
    const { registry: commandsOfOurs } = registry();
    commandsOfOurs.register("showLog", () => {});
    expect(host.commands.size).toBe(1);
    commandsOfOurs.dispose();
    expect(host.commands.size).toBe(0);
  });
});
