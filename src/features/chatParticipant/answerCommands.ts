import * as vscode from "vscode";
import { cleanAnswer } from "../../core/rewrite/cleanAnswer";
import { withLineEnding, type LineEnding } from "../../core/text/lineEnding";
import { applyEdit } from "../../platform/applyEdit";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { requireWritable } from "../../platform/editorSnapshot";
import { writeAnswer } from "../../platform/writeAnswer";
import type { RunTemplate } from "./openTurn";

/** The text that an answer stands in for, and where. */
interface Place {
  readonly uri: vscode.Uri;
  /** UTF-16 offset. */
  readonly start: number;
  readonly text: string;
  readonly lineEnding: LineEnding;
}

/** The commands of the buttons below an answer. Called without an answer, as anybody may, they do nothing. */
export function registerAnswerCommands(commands: CommandRegistry): void {
  commands.register("chatParticipant.insert", async (answer) => {
    if (typeof answer === "string") await writeAnswer(answer);
  });
  commands.register("chatParticipant.replace", async (answer, place) => {
    if (typeof answer !== "string" || !isPlace(place)) return;
    const { uri, start, text, lineEnding } = place;
    await requireWritable(uri);
    const edit = { start, end: start + text.length, text: withLineEnding(answer, lineEnding) };
    await applyEdit(uri, edit, { start, text });
  });
}

/**
 * The buttons below the answer of a template: into its text's place where it came from the editor, and to the cursor.
 * None below remarks and lists of alternatives, which are no text of the writer's.
 */
export function answerButtons(answer: string, { target, source }: RunTemplate): readonly vscode.Command[] {
  if (target === "remarks" || target === "pick" || target === "commitMessage") return [];
  const text = cleanAnswer(answer, source.text);
  const insert = {
    command: "inkling.chatParticipant.insert",
    title: vscode.l10n.t("Insert at Cursor"),
    arguments: [text],
  };
  if (target !== "replace" || !("uri" in source)) return [insert];
  const { uri, range, lineEnding } = source;
  const place: Place = { uri, start: range.start, text: source.text, lineEnding };
  const title = vscode.l10n.t("Replace Selection");
  return [{ command: "inkling.chatParticipant.replace", title, arguments: [text, place] }, insert];
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== "object" || value === null) return false;
  const { uri, start, text, lineEnding } = value as Partial<Record<keyof Place, unknown>>;
  return (
    uri instanceof vscode.Uri &&
    typeof start === "number" &&
    typeof text === "string" &&
    (lineEnding === "\n" || lineEnding === "\r\n")
  );
}
