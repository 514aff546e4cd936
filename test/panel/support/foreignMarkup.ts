/** What the panel and its Markdown are made of. */
const PLAIN =
  "main header footer section article aside nav div span p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd " +
  "button i textarea input select option datalist label form fieldset legend details summary output progress meter " +
  "em strong s pre code a blockquote table thead tbody tr th td small";

/**
 * Whatever in the panel came out of a text and is more than plain formatting: elements, attributes, links. Runs in
 * the page; to be called with `PLAIN_ELEMENTS`.
 */
export function foreignMarkup(plain: readonly string[]): string[] {
  const found: string[] = [];
  const harmful =
    /^(on.*|src|srcset|srcdoc|action|formaction|background|poster|data|ping|xlink:href|target|autofocus|is|part|slot)$/i;
  for (const element of document.querySelectorAll("#root, #root *")) {
    if (!plain.includes(element.localName)) found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      const isHarm =
        harmful.test(name) ||
        (name === "style" && /url|expression|import|fixed/i.test(value)) ||
        (name === "href" && !/^(https?:\/\/|mailto:)/.test(value));
      if (isHarm) found.push(`<${element.localName} ${name}="${value}">`);
    }
  }
  // A name that a text gave itself could stand in for something of the page's.
  for (const name of ["root", "acquireVsCodeApi", "document", "cookie", "getElementById", "attributes"]) {
    const count = document.querySelectorAll(`[id="${name}"], [name="${name}"]`).length;
    if (count > (name === "root" ? 1 : 0)) found.push(`${count} elements called ${name}`);
  }
  return found;
}

export const PLAIN_ELEMENTS: readonly string[] = PLAIN.split(" ");
