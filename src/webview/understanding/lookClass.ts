import type { LabelLook } from "../../protocol/understanding";

/** The classes of media/understanding.css that draw a label's look. */
export function lookClass({ colour, line, sides }: LabelLook): string {
  return `look ${colour} ${line} ${sides}`;
}
