import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly faults?: readonly string[];
}
interface ReportModule {
  readonly total: (counts: readonly (Counts | undefined)[]) => Counts;
  readonly readVitestReport: (file: string) => Promise<Counts | undefined>;
  readonly readMochaReport: (file: string) => Promise<Counts | undefined>;
}
const script = new URL("../../../scripts/lib/report.mjs", import.meta.url).href;
const { readMochaReport, readVitestReport, total } = (await import(script)) as ReportModule;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "inkling-report-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function fileWith(report: unknown): Promise<string> {
  const file = join(folder, "report.json");
  await writeFile(file, JSON.stringify(report));
  return file;
}

describe("a report of a test run", () => {
  it("names what failed, with its words: tests, and files that could not be loaded", async () => {
    const failed = { status: "failed", fullName: "adds up", failureMessages: ["expected 2 to be 3"] };
    const file = await fileWith({
      numPassedTests: 1,
      numFailedTests: 1,
      success: false,
      testResults: [
        {
          name: "a.test.ts",
          status: "failed",
          message: "",
          assertionResults: [failed, { status: "passed" }],
        },
        { name: "b.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
      ],
    });
    expect(await readVitestReport(file)).toEqual({
      passed: 1,
      failed: 2,
      faults: ["a.test.ts > adds up\nexpected 2 to be 3", "b.test.ts\nCannot find module"],
    });
  });

  it("of the suites inside VS Code is added to others, and one that is missing counts as failed", async () => {
    const file = await fileWith({ passes: 3, failures: 1, faults: ["undo\nlost a word"] });
    const missing = await readMochaReport(join(folder, "none.json"));
    expect(total([await readMochaReport(file), missing, { passed: 2, failed: 0 }])).toEqual({
      passed: 5,
      failed: 2,
      faults: ["undo\nlost a word"],
    });
  });
});
