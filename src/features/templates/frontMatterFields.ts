/** A field of front matter as it stands in the file, which may be half written. */
export interface FieldLine {
  /** Lines and columns count from 0. */
  readonly line: number;
  /** Where the field's name begins. */
  readonly column: number;
  readonly key: string;
  /** What stands after the colon; undefined where there is none yet. */
  readonly value?: string;
  /** The names of the fields that it stands in, the outermost first; places in lists are left out. */
  readonly path: readonly string[];
  /** Fields of one and the same mapping have the same number. */
  readonly mapping: number;
}

/** A place in a file, counted from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** What fields stand beside one another at a column. */
interface Frame {
  readonly column: number;
  readonly mapping: number;
  key: string;
}

/** White space and the dashes of list items, the field's name, and what comes after its colon. */
const FIELD = /^((?: |- )*)([A-Za-z_][\w-]*|)([ \t]*:(?:[ \t]+(.*?))?)?[ \t]*$/;
/** A value that goes on in the lines below: https://yaml.org/spec/1.2.2/#81-block-scalar-styles. */
const BLOCK = /^[|>][-+0-9]*(?:[ \t]+#.*)?$/;
/** UTF-16 units: in a line of a megabyte the pattern would search for minutes. */
const LONGEST_LINE = 4000;
const DASHES = /^---[ \t]*$/;

/** The lines of a file, of whatever kind its line breaks are. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** The line of dashes below the front matter; the line after the last where it has no end yet, -1 where there is none. */
export function frontMatterEnd(lines: readonly string[]): number {
  if (!DASHES.test((lines[0] ?? "").replace(/^\uFEFF/, ""))) return -1;
  const end = lines.findIndex((line, i) => i > 0 && DASHES.test(line));
  return end < 0 ? lines.length : end;
}

/**
 * The fields of the front matter, told by their indentation alone: while somebody writes, it is seldom valid YAML.
 *
 * @param cursor the line in which it stands is taken for a field even where nothing is written yet
 */
export function frontMatterFields(lines: readonly string[], cursor?: Place): FieldLine[] {
  const fields: FieldLine[] = [];
  const frames: Frame[] = [];
  let mappings = 0;
  let blockColumn = Infinity;
  const end = frontMatterEnd(lines);
  for (let line = 1; line < end; line++) {
    const cursorColumn = line === cursor?.line ? cursor.character : undefined;
    const text = lines[line] ?? "";
    const isBlank = text.trim() === "";
    // Of a blank line only the cursor says how deep it is.
    const indent = isBlank ? cursorColumn : text.search(/\S/);
    if (indent === undefined || indent > blockColumn || text.length > LONGEST_LINE) continue;
    blockColumn = Infinity;
    const found = FIELD.exec(text);
    if (!found) continue;
    const [, before = "", key = "", colon, value] = found;
    const hasColon = key !== "" && colon !== undefined;
    if (!hasColon && cursorColumn === undefined) continue;
    const column = isBlank ? indent : before.length;
    const isItem = before.includes("-");
    while ((frames.at(-1)?.column ?? -1) > column) frames.pop();
    const top = frames.at(-1);
    if (top?.column === column && !isItem) top.key = key;
    else {
      if (top?.column === column) frames.pop();
      frames.push({ column, key, mapping: mappings++ });
    }
    const mapping = frames.at(-1)?.mapping ?? 0;
    const path = frames.slice(0, -1).map((frame) => frame.key);
    fields.push({ line, column, key, ...(hasColon && { value: value ?? "" }), path, mapping });
    if (value !== undefined && BLOCK.test(value)) blockColumn = column;
  }
  return fields;
}

/** The names of the template's own variables, as far as they are written. */
export function variableNames(fields: readonly FieldLine[]): string[] {
  return fields
    .filter(({ path, key }) => path.join(".") === "variables" && key === "name")
    .map(({ value = "" }) => value.replace(/\s+#.*$/, "").replace(/^(["'])(.*)\1$/, "$2"))
    .filter((name) => name !== "");
}
