import { beforeEach, describe, expect, it } from "vitest";
import { commands } from "vscode";
import { Candidates } from "../../../../../src/features/ghostText/candidates";
import { host, resetVscode } from "../../../../fakes/vscode";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

const DOCUMENT = "file:///story.md";
const THREE = [" by the sea.", " in town.", " on a hill."];

function start() {
  host.ownCommands.push("editor.action.inlineSuggest.showNext", "editor.action.inlineSuggest.showPrevious");
  const candidates = new Candidates(testHost().commands);
  return {
    candidates,
    next: () => commands.executeCommand("inkling.showNextCandidate"),
    previous: () => commands.executeCommand("inkling.showPreviousCandidate"),
  };
}

describe("the candidate that is shown", () => {
  it("is the first of an offer, and moves with the editor's own commands, round and round", async () => {
    const { candidates, next, previous } = start();
    candidates.offered(DOCUMENT, 7, THREE);
    expect(candidates.shownOf(THREE)).toBe(THREE[0]);
    await next();
    expect(candidates.shownOf(THREE)).toBe(THREE[1]);
    await previous();
    await previous();
    expect(candidates.shownOf(THREE)).toBe(THREE[2]);
    await next();
    expect(candidates.shownOf(THREE)).toBe(THREE[0]);
    expect(host.executed.map(([id]) => id)).toEqual(
      ["showNextCandidate", "showPreviousCandidate", "showPreviousCandidate", "showNextCandidate"].flatMap(
        (name) => [`inkling.${name}`, `editor.action.inlineSuggest.${name.replace("Candidate", "")}`],
      ),
    );
  });

  it("is counted from the one that stood there when a step had to ask for more first", async () => {
    const { candidates, next } = start();
    candidates.offered(DOCUMENT, 7, [" in town."]);
    await next();
    candidates.offered(DOCUMENT, 7, THREE);
    expect(candidates.shownOf(THREE)).toBe(" on a hill.");
  });

  it("stays the same while its beginning is typed or accepted", async () => {
    const { candidates, next } = start();
    candidates.offered(DOCUMENT, 7, [" by the lake.", " by the sea."]);
    await next();
    const rest = ["the lake.", "the sea."];
    expect(candidates.shownOf(rest)).toBe("the sea.");
    candidates.offered(DOCUMENT, 11, rest);
    expect(candidates.shownOf(rest)).toBe("the sea.");
    candidates.offered(DOCUMENT, 15, ["sea."]);
    expect(candidates.shownOf(["sea."])).toBe("sea.");
  });

  it("is the first again in an offer of other texts", async () => {
    const { candidates, next } = start();
    candidates.offered(DOCUMENT, 7, THREE);
    await next();
    const others = [" and", " or"];
    candidates.offered(DOCUMENT, 40, others);
    expect(candidates.shownOf(others)).toBe(" and");
  });

  it("is none where nothing is offered, also after steps", async () => {
    const { candidates, next } = start();
    candidates.offered(DOCUMENT, 7, []);
    await next();
    expect(candidates.shownOf([])).toBeUndefined();
  });
});
