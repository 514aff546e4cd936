import { readFile } from "node:fs/promises";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} [faults] the full names of the tests that failed, each with what it said
 */

/**
 * Adds up counts; a suite without a report did not run, and counts as one that failed.
 * @param {(Counts | undefined)[]} counts
 * @returns {Counts}
 */
export function total(counts) {
  const failed = (/** @type {Counts | undefined} */ one) => one?.failed ?? 1;
  return {
    passed: counts.reduce((sum, one) => sum + (one?.passed ?? 0), 0),
    failed: counts.reduce((sum, one) => sum + failed(one), 0),
    faults: counts.flatMap((one) => one?.faults ?? []),
  };
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
  const faults = report.testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [`${name}\n${message}`] : []),
    ...assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${name} > ${fullName}\n${failureMessages.join("\n")}`),
  ]);
  return { passed: report.numPassedTests, failed: failed === 0 && !proven ? 1 : failed, faults };
}

/**
 * What the suites inside VS Code wrote (see test/integration/index.ts).
 * @param {string} file
 * @returns {Promise<Counts | undefined>} undefined when there is no report
 */
export async function readMochaReport(file) {
  const report = await readJson(file);
  if (!report) return undefined;
  const { passes, failures, faults } = report;
  return { passed: passes, failed: passes === 0 && failures === 0 ? 1 : failures, faults };
}

async function readJson(file) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}
