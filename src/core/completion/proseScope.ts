import type { Aside } from "../settings/settings";
import { asciiDocAside } from "./scope/asciiDocScope";
import { latexAside } from "./scope/latexScope";
import { markdownAside } from "./scope/markdownScope";
import { restructuredTextAside } from "./scope/restructuredTextScope";
import { spotAt, type Spot } from "./scope/spot";
import { urlAside } from "./scope/urlScope";

/** What is written at a place: prose, or one of the parts of a document that are something else. */
export type Scope = "prose" | Aside;

/**
 * The scope of the cursor between `prefix` and `suffix`, both of which may be cut; `fromStart` when `prefix`
 * begins where the document does. What began before the window is guessed from what ends in it.
 */
export function proseScope(prefix: string, suffix: string, languageId: string, fromStart: boolean): Scope {
  return asideAt(spotAt(prefix, suffix, fromStart), languageId) ?? "prose";
}

/** By VS Code's language ids, and those of the extensions for R Markdown, Quarto and MDX. */
function asideAt(spot: Spot, languageId: string): Aside | undefined {
  switch (languageId) {
    case "markdown":
    case "mdx":
    case "quarto":
    case "rmd":
      return markdownAside(spot);
    case "latex":
    case "tex":
      return latexAside(spot);
    case "restructuredtext":
      return restructuredTextAside(spot);
    case "asciidoc":
      return asciiDocAside(spot);
    case "git-commit":
      return gitCommentAside(spot) ?? urlAside(spot);
    default:
      return urlAside(spot);
  }
}

/** Git drops lines that begin with `#`, and all that stands below its scissors. */
function gitCommentAside({ text, cursor, lineStart }: Spot): Aside | undefined {
  const isDropped = text[lineStart] === "#" || /^# -+ >8 -+/m.test(text.slice(0, cursor));
  return isDropped ? "comment" : undefined;
}
