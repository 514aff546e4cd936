import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  var axe: typeof Axe;
}

/** Those of axe's rules whose verdict depends on the theme. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds wrong with the page: rule, element and why.
 * @param about the rules about colours, or all others
 */
export async function violationsOfAxe(page: Page, about: "colours" | "all else"): Promise<string[]> {
  // Not a script of the page's: its policy would refuse it.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(
    async ({ rules, isOnly }) => {
      const which = isOnly
        ? { runOnly: { type: "rule" as const, values: rules } }
        : { rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])) };
      // Style sheets are not to be fetched: the policy would refuse it, and no rule that needs them applies.
      const { violations } = await axe.run(document, {
        ...which,
        resultTypes: ["violations"],
        preload: false,
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary ?? ""}`),
      );
    },
    { rules: COLOUR_RULES, isOnly: about === "colours" },
  );
}
