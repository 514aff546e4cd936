import * as vscode from "vscode";
import type { ContextSource } from "../../core/chat/chatContext";

/** A text that the writer attached to a question. Its label is the file's name with the lines, or its own. */
export interface ReferredText extends ContextSource {
  /** Where it stands; nowhere for a text that was typed or came from a tool. */
  readonly place?: vscode.Uri | vscode.Location;
}

export interface ReadReferences {
  readonly texts: readonly ReferredText[];
  /** The names of those that hold no text: images, folders, what is gone. */
  readonly unread: readonly string[];
}

/** The ids of what VS Code attaches unasked begin with it: the file in front, and the lines that can be seen. */
const UNASKED = "vscode.implicit";

/** What the writer attached on purpose. */
export function askedFor(
  references: readonly vscode.ChatPromptReference[],
): readonly vscode.ChatPromptReference[] {
  return references.filter(({ id }) => !id.startsWith(UNASKED));
}

/** `prompt` without the names of its references in it. */
export function withoutReferences(prompt: string, references: readonly vscode.ChatPromptReference[]): string {
  const ranges = references.flatMap(({ range }) => (range ? [range] : []));
  return ranges
    .toSorted(([one], [other]) => other - one)
    .reduce((text, [start, end]) => text.slice(0, start) + text.slice(end), prompt)
    .trim();
}

/** Reads each text once, as it is in the editor now, changes that are not saved included. */
export async function readReferences(
  references: readonly vscode.ChatPromptReference[],
): Promise<ReadReferences> {
  const read = await Promise.all(references.map(readOne));
  const texts = read.filter((one) => typeof one !== "string");
  const isFirst = ({ label, text }: ReferredText, index: number) =>
    texts.findIndex((other) => other.label === label && other.text === text) === index;
  return {
    texts: texts.filter((one, index) => one.text.trim() !== "" && isFirst(one, index)),
    unread: [...new Set(read.filter((one) => typeof one === "string"))],
  };
}

/** The text, or the name of what has none. */
async function readOne({
  id,
  value,
  modelDescription,
}: vscode.ChatPromptReference): Promise<ReferredText | string> {
  const name = modelDescription ?? id;
  if (typeof value === "string") return { kind: "selection", label: name, text: value };
  const isLocation = value instanceof vscode.Location;
  if (!isLocation && !(value instanceof vscode.Uri)) return name;
  const uri = isLocation ? value.uri : value;
  const fileName = uri.path.split("/").at(-1) ?? "";
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    if (!isLocation) return { kind: "file", label: fileName, text: document.getText(), place: value };
    const { start, end } = value.range;
    const lines = `${start.line + 1}–${end.line + 1}`;
    return {
      kind: "selection",
      label: `${fileName}, ${lines}`,
      text: document.getText(value.range),
      place: value,
    };
  } catch {
    return fileName; // a folder, an image, a file that is gone
  }
}
