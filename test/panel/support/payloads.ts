import { HTML5_SEC } from "../../support/xss/html5sec";
import { MARKDOWN } from "../../support/xss/markdown";
import { MUTATION } from "../../support/xss/mutation";
import { OWASP } from "../../support/xss/owasp";
import { PORT_SWIGGER } from "../../support/xss/portSwigger";

/** All of the corpus, by where it was published. */
export const CORPUS: Readonly<Record<string, readonly string[]>> = {
  OWASP,
  PortSwigger: PORT_SWIGGER,
  html5sec: HTML5_SEC,
  "mutation XSS": MUTATION,
  Markdown: MARKDOWN,
};

export const PAYLOADS: readonly string[] = Object.values(CORPUS).flat();

/** Few enough to be shown at once. */
export function batches(payloads: readonly string[], size = 20): string[][] {
  return Array.from({ length: Math.ceil(payloads.length / size) }, (_, i) =>
    payloads.slice(i * size, (i + 1) * size),
  );
}
