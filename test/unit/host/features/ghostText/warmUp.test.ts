import { beforeEach, describe, expect, it } from "vitest";
import type { GhostTextQuery } from "../../../../../src/core/completion/ghostTextQuery";
import { WarmUp } from "../../../../../src/features/ghostText/warmUp";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";
import { documents, openEditor } from "../../../../fakes/documents";
import { TextEditorSelectionChangeKind } from "../../../../fakes/values";
import { resetVscode } from "../../../../fakes/vscode";
import { settings } from "../../../../fakes/workspace";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

const LONG = `${"The old captain looked at the sea. ".repeat(20)}║`;
const selector = [{ language: "markdown", scheme: "untitled" }];

/** A writer who has just come to a text, and what is asked for within so many milliseconds of quiet. */
async function asked(ms: number, drawn = LONG, isPaused = false, languageId = "markdown") {
  const { configuration } = testHost();
  const clock = new VirtualClock();
  const queries: GhostTextQuery[] = [];
  const engine = { warmUp: (query: GhostTextQuery) => Promise.resolve(void queries.push(query)) };
  openEditor(drawn, "untitled:Letter", languageId);
  const warmUp = new WarmUp({ engine, configuration, pause: { isPaused }, selector: () => selector, clock });
  await clock.advanceTo(ms);
  return { queries, warmUp, clock };
}

describe("warming a server up", () => {
  it("is asked for once the writer has been at a place for three seconds", async () => {
    expect((await asked(2999)).queries).toEqual([]);
    const { queries } = await asked(3000);
    expect(queries).toMatchObject([
      { documentId: "untitled:Letter", languageId: "markdown", explicit: false },
    ]);
  });

  it("begins anew where the writer clicks, and not at each key", async () => {
    const { queries, clock } = await asked(2000);
    const [textEditor] = [documents.active];
    if (!textEditor) throw new Error("There is no editor");
    const selections = textEditor.selections;
    documents.selectionChanged.fire({ textEditor, selections, kind: TextEditorSelectionChangeKind.Mouse });
    await clock.advanceTo(4000);
    documents.selectionChanged.fire({ textEditor, selections, kind: TextEditorSelectionChangeKind.Keyboard });
    expect(queries).toEqual([]);
    await clock.advanceTo(5000);
    expect(queries).toHaveLength(1);
  });

  it.each([
    ["a short text", () => asked(3000, "The sea║")],
    ["another language", () => asked(3000, LONG, false, "javascript")],
    ["quiet mode", () => asked(3000, LONG, true)],
  ])("is not for %s", async (_what, come) => {
    expect((await come()).queries).toEqual([]);
  });

  it.each([
    ["ghostText.enabled", false],
    ["ghostText.speculate", "off"],
    ["ghostText.eagerness", "onlyWhenAsked"],
  ])("is not with %s: %j", async (key, value) => {
    settings.user[`inkling.${key}`] = value;
    expect((await asked(3000)).queries).toEqual([]);
  });

  it("is over with dispose", async () => {
    const { queries, warmUp, clock } = await asked(1000);
    warmUp.dispose();
    await clock.advanceTo(9000);
    expect(queries).toEqual([]);
  });
});
