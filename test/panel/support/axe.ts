import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  var axe: typeof Axe;
}

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Those of axe's rules whose verdict depends on colours. */
export const COLOUR_RULES: readonly string[] = ["color-contrast", "link-in-text-block"];

/**
 * What axe-core finds wrong with the page: rule, element and why.
 * @param rules the only ones to be asked; all but the experimental ones where left out
 */
export async function violationsOfAxe(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Not a script of the page's: its policy would refuse it.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async (only) => {
    const run = only ? { runOnly: { type: "rule" as const, values: [...only] } } : {};
    // Style sheets are not to be fetched: the policy would refuse it, and no rule that needs them applies.
    const { violations } = await axe.run(document, { ...run, resultTypes: ["violations"], preload: false });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary ?? ""}`),
    );
  }, rules);
}
