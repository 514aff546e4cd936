/** The YAML at the beginning of a document, between its two rules. */
export const FRONT_MATTER =
  /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)([\s\S]*?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|$)/;

/** `text` without its front matter, which is no prose. */
export function withoutFrontMatter(text: string): string {
  return text.replace(FRONT_MATTER, "");
}

/**
 * What stands in the front matter of `text`, which may be its beginning alone; nothing where there is none, or while
 * it is no YAML.
 */
export async function readFrontMatter(text: string): Promise<Readonly<Record<string, unknown>>> {
  const [, yaml] = FRONT_MATTER.exec(text) ?? [];
  if (yaml === undefined) return {};
  // Big, so it is read when a document first has front matter.
  const { parse } = await import("yaml");
  try {
    const value: unknown = parse(yaml, { logLevel: "silent" });
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** A field of the front matter that is text or a number, in one line; undefined where it is neither, or empty. */
export function fieldText(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).replace(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
}

/** Whether a field has fields of its own. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
