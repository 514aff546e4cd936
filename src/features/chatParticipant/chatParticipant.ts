import * as vscode from "vscode";
import { answerTurn } from "../../core/chat/answerTurn";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import { ModelError } from "../../core/models/modelError";
import { toAbortSignal } from "../../platform/cancellation";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import { modelLabel } from "../../platform/modelLabel";
import { answerButtons, registerAnswerCommands } from "./answerCommands";
import { attachmentNote } from "./attachmentNote";
import { followUps } from "./followUps";
import { openTurn, type OpenedTurn, type TurnParts } from "./openTurn";
import { PARTICIPANT_ID } from "./participantId";
import { remedyButtons } from "./remedyButtons";
import { resultOf, type TurnRecord } from "./turnRecord";

export interface ChatParticipantParts extends TurnParts {
  readonly errors: Pick<ErrorReporter, "log">;
  readonly extensionUri: vscode.Uri;
}

/** An answer that has come to its end. */
interface Answer {
  readonly text: string;
  readonly isCut: boolean;
}

/** `@inkling` in VS Code's own Chat view. It answers with the model that the writer chose for Inkling's chat. */
export class ChatParticipant implements Disposable {
  readonly #store = new DisposableStore();

  constructor(
    commands: CommandRegistry,
    private readonly parts: ChatParticipantParts,
  ) {
    registerAnswerCommands(commands);
    // Editors that are built on VS Code may lack its chat, or have it in name alone.
    const { chat } = vscode as { readonly chat?: Partial<typeof vscode.chat> };
    if (!chat?.createChatParticipant) return;
    try {
      const participant = chat.createChatParticipant(PARTICIPANT_ID, (...turn) => this.#reply(...turn));
      this.#store.add(participant);
      participant.iconPath = vscode.Uri.joinPath(parts.extensionUri, "media", "icon.png");
      participant.followupProvider = { provideFollowups: (result) => followUps(result) };
    } catch (error) {
      parts.errors.log(error); // everything else of Inkling works without it
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** One turn; what goes wrong is said below what had arrived. */
  async #reply(
    request: vscode.ChatRequest,
    { history }: vscode.ChatContext,
    response: vscode.ChatResponseStream,
    token: vscode.CancellationToken,
  ): Promise<vscode.ChatResult> {
    const abort = toAbortSignal(token);
    let record: TurnRecord = { asked: "" };
    try {
      const turn = await openTurn(request, history, this.parts);
      if (!turn) {
        response.markdown(vscode.l10n.t("Cancelled."));
        return resultOf(record);
      }
      record = begin(turn, response);
      const { text, isCut } = await stream(turn, response, abort.signal);
      if (turn.template) answerButtons(text, turn.template).forEach((button) => response.button(button));
      return resultOf(isCut ? { ...record, isCut } : record);
    } catch (error) {
      if (abort.signal.aborted || isCancellation(error)) return resultOf(record);
      this.parts.errors.log(error);
      const { message, remedies } = wordError(error);
      remedyButtons(remedies, error).forEach((button) => response.button(button));
      return { ...resultOf(record), errorDetails: { message } };
    } finally {
      abort.dispose();
    }
  }
}

/** Says who answers and what goes along, before the first word. */
function begin(
  { asked, used, leftOut, cutShort, model, template }: OpenedTurn,
  response: vscode.ChatResponseStream,
): TurnRecord {
  for (const { place } of used) if (place) response.reference(place);
  const note = attachmentNote(leftOut, cutShort);
  if (note !== "") response.markdown(note);
  // VS Code shows the name of a model of its own above the box: that one is not asked.
  response.progress(vscode.l10n.t("{0} is writing…", modelLabel(model.info.name)));
  return { asked, ...(note !== "" && { note }), ...(template && { target: template.target }) };
}

/** Throws ModelError; "cutShort" for a text that would stand in for the writer's and is not whole. */
async function stream(
  { messages, options, model, template }: OpenedTurn,
  response: vscode.ChatResponseStream,
  signal: AbortSignal,
): Promise<Answer> {
  if (signal.aborted) throw new ModelError("aborted");
  let text = "";
  let isCut = false;
  for await (const event of answerTurn(messages, options, model, signal)) {
    if (event.kind === "text") {
      text += event.text;
      response.markdown(event.text);
    } else if (event.kind === "finish") isCut = event.reason === "length";
  }
  if (isCut && template?.target === "replace") {
    throw new ModelError("cutShort", { subject: model.info.model });
  }
  return { text, isCut };
}
