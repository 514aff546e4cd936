import * as v from "valibot";
import { PANEL_STRINGS } from "./panelStrings";
import { contextSchema, mentionSchema, previewSchema, stateSchema } from "./panelState";

/** What the host tells the panel. */
const schema = v.variant("kind", [
  v.object({
    kind: v.literal("state"),
    state: stateSchema,
    strings: v.object(v.entriesFromList(PANEL_STRINGS, v.string())),
  }),
  /** More of an answer, or of what the model thinks. */
  v.object({
    kind: v.literal("append"),
    id: v.string(),
    text: v.string(),
    part: v.exactOptional(v.literal("reasoning")),
  }),
  /** Takes the place of the state's `usage`. */
  v.object({ kind: v.literal("usage"), text: v.string() }),
  /** Takes the place of the state's `context`. */
  v.object({ kind: v.literal("context"), context: contextSchema }),
  /** The answer to the `preview` or `mentions` of that ticket. */
  v.object({ kind: v.literal("preview"), ticket: v.number(), preview: previewSchema }),
  v.object({ kind: v.literal("mentions"), ticket: v.number(), mentions: v.array(mentionSchema) }),
  /** The template was not run: its form is to be opened with what it was to run on. */
  v.object({
    kind: v.literal("openTemplate"),
    id: v.string(),
    text: v.string(),
    values: v.record(v.string(), v.string()),
  }),
  /** What was sent last was not asked: it may be sent again. */
  v.object({ kind: v.literal("notTaken") }),
  /** The composer is to have the focus. */
  v.object({ kind: v.literal("focus") }),
]);

export type ToPanel = v.InferOutput<typeof schema>;

/** A message from the host, checked; undefined for anything that is not one. */
export function parseToPanel(raw: unknown): ToPanel | undefined {
  const parsed = v.safeParse(schema, raw);
  return parsed.success ? parsed.output : undefined;
}
