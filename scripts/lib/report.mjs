import { readFile } from "node:fs/promises";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/**
 * Adds up counts; a suite without a report did not run, and counts as one that failed.
 * @param {(Counts | undefined)[]} counts
 * @returns {Counts}
 */
export function total(counts) {
  const failed = (/** @type {Counts | undefined} */ one) => one?.failed ?? 1;
  return counts.reduce(
    (sum, one) => ({ passed: sum.passed + (one?.passed ?? 0), failed: sum.failed + failed(one) }),
    { passed: 0, failed: 0 },
  );
}

/**
 * What Vitest's JSON reporter wrote. A file that could not be loaded has no tests of its own to fail, and a run
 * without any test proves nothing: both count as failed.
 * @param {string} file
 * @returns {Promise<Counts | undefined>} undefined when there is no report
 */
export async function readVitestReport(file) {
  const report = await readJson(file);
  if (!report) return undefined;
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloaded;
  const proven = report.numPassedTests > 0 && report.success;
  return { passed: report.numPassedTests, failed: failed === 0 && !proven ? 1 : failed };
}

/**
 * What the suites inside VS Code wrote (see test/integration/index.ts).
 * @param {string} file
 * @returns {Promise<Counts | undefined>} undefined when there is no report
 */
export async function readMochaReport(file) {
  const report = await readJson(file);
  if (!report) return undefined;
  const { passes, failures } = report;
  return { passed: passes, failed: passes === 0 && failures === 0 ? 1 : failures };
}

async function readJson(file) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}
