import * as vscode from "vscode";
import type { ChatMessage } from "../../core/models/prompt";
import { PARTICIPANT_ID } from "./participantId";
import { recordOf } from "./turnRecord";

type Turns = vscode.ChatContext["history"];

/**
 * The conversation with Inkling so far, a question and its answer at a time. A question without a word of an answer
 * is left out: many models take turns strictly. Turns with other participants are theirs.
 */
export function conversationSoFar(history: Turns): readonly ChatMessage[] {
  return history.flatMap((turn, index) => {
    const previous = history[index - 1];
    if (!isAnswer(turn) || previous === undefined || isAnswer(previous)) return [];
    const question = recordOf(turn.result)?.asked ?? typedText(previous);
    const answer = answerText(turn);
    if (question.trim() === "" || answer === "") return [];
    return [
      { role: "user" as const, content: question },
      { role: "assistant" as const, content: answer },
    ];
  });
}

/** The text of Inkling's last answer in the conversation; undefined where there is none. */
export function lastAnswer(history: Turns): string | undefined {
  return conversationSoFar(history).at(-1)?.content;
}

function isAnswer(turn: Turns[number]): turn is vscode.ChatResponseTurn {
  return turn.participant === PARTICIPANT_ID && "response" in turn;
}

/** What the writer typed; of a template run whose filled text was not kept, its name as well. */
function typedText(turn: vscode.ChatRequestTurn | vscode.ChatResponseTurn): string {
  if (!("prompt" in turn) || turn.participant !== PARTICIPANT_ID) return "";
  return [turn.command, turn.prompt.trim()].filter(Boolean).join(": ");
}

/** The words of an answer, without the buttons below it and what is said in front of it. */
function answerText({ response, result }: vscode.ChatResponseTurn): string {
  const parts = response.filter((part) => part instanceof vscode.ChatResponseMarkdownPart);
  const text = parts.map(({ value }) => value.value).join("");
  const note = recordOf(result)?.note ?? "";
  return (text.startsWith(note) ? text.slice(note.length) : text).trim();
}
