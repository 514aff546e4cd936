import { proseScope, type Scope } from "../../../../../src/core/completion/proseScope";
import { at } from "../cursor";

/** The scope at the cursor ║ of a drawn text, which is cut at its beginning unless `fromStart`. */
export function scopeAt(drawn: string, languageId: string, fromStart = true): Scope {
  const { prefix, suffix } = at(drawn);
  return proseScope(prefix, suffix, languageId, fromStart);
}
