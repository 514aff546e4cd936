import type {
  PanelContext,
  PanelMention,
  PanelMessage,
  PanelPreview,
  PanelProblem,
  PanelState,
  PanelTemplate,
} from "../../../src/protocol/chatPanel/panelState";

/** The id of the template that asks for all payloads at once. */
export const HARMFUL = "<harmful>";

/** A panel whose every text is one of these, each of them in every place. @param payloads not more than a few */
export function harmfulState(payloads: readonly string[]): PanelState {
  const joined = payloads.join("\n");
  const problem = (message: string): PanelProblem => ({
    message,
    remedies: [{ id: message, label: message }],
  });
  const labelled = payloads.map((label) => ({ id: label, label }));
  return {
    model: { name: joined, isDemo: true, destination: joined },
    templates: [...payloads.map((text) => harmfulTemplate(text, [text])), harmfulTemplate(HARMFUL, payloads)],
    recent: payloads,
    categories: labelled,
    templateProblems: payloads.map((text) => ({ id: text, fileName: text, message: text })),
    messages: payloads.flatMap((text, i) => [question(text, i), answer(text, i)]),
    context: harmfulContext(payloads),
    notice: problem(joined),
    usage: joined,
  };
}

/** The same, but for the words of the answers: they are yet to come. */
export function beforeAnswers(payloads: readonly string[]): PanelState {
  const state = harmfulState(payloads);
  const messages = state.messages.map((message): PanelMessage =>
    message.role === "user" ? message : { ...message, content: "", state: "streaming" },
  );
  return { ...state, messages };
}

export const answerId = (i: number) => `answer-${i}`;

function question(text: string, i: number): PanelMessage {
  return {
    ...{ id: `question-${i}`, role: "user", content: text, state: "done" },
    context: [{ kind: "file", label: text, tokens: 1, fit: "whole" }],
    branch: { place: 1, of: 2 },
  };
}

function answer(text: string, i: number): PanelMessage {
  return {
    ...{ id: answerId(i), role: "assistant", content: text, reasoning: text, about: text },
    state: "failed",
    failure: { message: text, remedies: [{ id: text, label: text }] },
    branch: { place: 2, of: 3 },
  };
}

/** A template that asks for all of these. @param id as others are, a file's name */
function harmfulTemplate(id: string, payloads: readonly string[]): PanelTemplate {
  return {
    ...{ id, name: id, description: id, icon: id, category: id, source: id },
    ...{ canEdit: true, isFavourite: true },
    variables: payloads.flatMap((text, i) =>
      (["text", "number", "choice", "language"] as const).map((type) => ({
        ...{ name: `${type}${i}`, label: text, type, placeholder: text, value: text, isOptional: true },
        choices: [{ value: text, label: text }],
        allowOther: true,
      })),
    ),
  };
}

function harmfulContext(payloads: readonly string[]): PanelContext {
  const joined = payloads.join("\n");
  return {
    chips: payloads.map((text) => ({
      ...{ id: text, kind: "file", label: text, detail: text, tokens: 1, fit: "left out" },
    })),
    shares: payloads.map((label) => ({ part: "context", label, tokens: 1 })),
    ...{ total: 10, limit: 20, words: joined, dropped: joined, seesImages: true },
  };
}

export function harmfulPreview(payloads: readonly string[]): PanelPreview {
  const joined = payloads.join("\n");
  return {
    source: joined,
    parts: payloads.flatMap((text) =>
      (["system", "user", "assistant", "example"] as const).map((role) => ({ role, text })),
    ),
    tokens: 1,
    words: joined,
    shares: payloads.map((label) => ({ label, tokens: 1 })),
    faults: payloads.flatMap((message, i) => [{ message }, { variable: `number${i}`, message }]),
  };
}

export function harmfulMentions(payloads: readonly string[]): PanelMention[] {
  return payloads.map((text) => ({ id: text, kind: "file", label: text, detail: text }));
}
