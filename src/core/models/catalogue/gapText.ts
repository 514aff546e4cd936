import type { Prompt } from "../prompt";
import type { Infill } from "./catalogueSchema";
import { defuser } from "./controlTokens";

/** A gap as plain text, in the control tokens that the model was trained on; the writer's own cannot fake any. */
export function gapText({ prefix, suffix }: Extract<Prompt, { kind: "infill" }>, tokens: Infill): string {
  const defuse = defuser(Object.values(tokens));
  return tokens.prefix + defuse(prefix) + tokens.suffix + defuse(suffix) + tokens.middle;
}
