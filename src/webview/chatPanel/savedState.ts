/** What the writer has typed and not yet sent; VS Code keeps it while the panel is hidden. */
export interface SavedState {
  /** What stands in the composer. */
  readonly draft: string;
  /** It was sent when this question, "" for none, was the last one, and not taken as yet. */
  readonly sentAfter?: string;
  /** The template whose form is open, with what stands in its fields. */
  readonly form?: { readonly id: string; readonly values: Readonly<Record<string, string>> };
  /** The question that is being changed. */
  readonly edit?: { readonly messageId: string; readonly text: string };
}

/** Out of what VS Code has kept; nothing where it is none of ours. */
export function parseSavedState(raw: unknown): SavedState {
  if (typeof raw === "string") return { draft: raw }; // what earlier versions kept
  if (!isRecord(raw) || typeof raw.draft !== "string") return { draft: "" };
  const { draft, sentAfter, form, edit } = raw;
  return {
    draft,
    ...(typeof sentAfter === "string" && { sentAfter }),
    ...(isRecord(form) &&
      typeof form.id === "string" &&
      isTexts(form.values) && { form: { id: form.id, values: form.values } }),
    ...(isRecord(edit) &&
      typeof edit.messageId === "string" &&
      typeof edit.text === "string" && { edit: { messageId: edit.messageId, text: edit.text } }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}
