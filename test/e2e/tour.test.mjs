import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resultsDir } from "../../scripts/lib/paths.mjs";
import { tour } from "../../scripts/tour.mjs";
import { useSession } from "./session.mjs";

describe("the tour of npm start", () => {
  const session = useSession();

  it("sees at each step what it should, and leaves a picture of it", async () => {
    await session.page.goto("about:blank"); // the tour brings a window of its own
    const outDir = join(resultsDir, "tour");
    await rm(outDir, { recursive: true, force: true });
    await mkdir(outDir, { recursive: true });
    await tour({ url: session.url, folder: session.folder, outDir });
    expect((await readdir(outDir)).toSorted()).toEqual([
      ...["1-open.png", "2-select.png", "3-proposal.png", "4-accept.png", "5-undo.png"],
      ...["6-ghost-text.png", "7-panel-template.png", "8-panel-poem.png"],
    ]);
  });
});
