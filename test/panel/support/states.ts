import type {
  PanelChip,
  PanelContext,
  PanelMessage,
  PanelPreview,
  PanelState,
  PanelTemplate,
} from "../../../src/protocol/chatPanel/panelState";
import { builtIns } from "./library";
import type { Language } from "./panelSite";
import { WRITING } from "./writing";

const CATEGORY_IDS = ["edit", "write", "transform", "understand", "work", "code"];

/** The id of the template of the writer's own, with a variable of every type. */
export const OWN_TEMPLATE = "grandmother";

export const emptyContext: PanelContext = {
  chips: [],
  shares: [],
  total: 0,
  limit: 8192,
  words: "",
  seesImages: true,
};

/** A new chat of a writer who has many templates, one of them their own, and a file that is broken. */
export function newChat(language: Language): PanelState {
  const words = WRITING[language];
  return {
    model: { name: "gpt-5.1", isDemo: false, destination: words.destination },
    templates: [...builtIns(language), ownTemplate(language)],
    recent: ["translate", OWN_TEMPLATE],
    categories: CATEGORY_IDS.map((id, i) => ({ id, label: words.categories[i] ?? id })),
    templateProblems: [
      { id: "file:///a/.inkling/broken", fileName: "broken.prompt.md", message: words.problem },
    ],
    messages: [],
    context: { ...emptyContext, words: words.total },
    usage: "",
  };
}

export function ownTemplate(language: Language): PanelTemplate {
  const words = WRITING[language];
  const [whom, length, tone, into] = words.fields;
  const choices = words.choices.map((label) => ({ value: label, label }));
  return {
    id: OWN_TEMPLATE,
    ...words.own,
    icon: "mail",
    category: "write",
    source: words.workspace,
    canEdit: true,
    isFavourite: true,
    variables: [
      {
        name: "whom",
        label: whom,
        type: "text",
        value: "",
        placeholder: words.placeholder,
        isOptional: true,
      },
      { name: "length", label: length, type: "number", value: "200", isOptional: false, min: 50, max: 2000 },
      {
        name: "tone",
        label: tone,
        type: "choice",
        value: choices[0]?.value ?? "",
        isOptional: false,
        choices,
      },
      {
        name: "into",
        label: into,
        type: "language",
        value: "",
        isOptional: false,
        choices: [{ value: "French", label: "French" }],
      },
    ],
  };
}

/** A question with everything beside it, and a long answer with everything that Markdown has. */
export function conversation(language: Language): PanelState {
  const words = WRITING[language];
  const messages: PanelMessage[] = [
    {
      ...{ id: "1", role: "user", content: words.question, state: "done" },
      context: chips(language).map(({ kind, label, tokens, fit }) => ({ kind, label, tokens, fit })),
      branch: { place: 1, of: 2 },
    },
    {
      ...{ id: "2", role: "assistant", content: words.answer, state: "done" },
      reasoning: words.reasoning,
      about: words.about,
      branch: { place: 2, of: 3 },
    },
    { id: "3", role: "user", content: words.second, state: "done" },
    { id: "4", role: "assistant", content: words.second, state: "done", about: words.about },
  ];
  return { ...newChat(language), messages, context: fullContext(language), usage: words.usage };
}

/** An answer that is being written. */
export function streaming(language: Language): PanelState {
  const state = conversation(language);
  const last: PanelMessage = {
    ...{ id: "4", role: "assistant", content: WRITING[language].begun, state: "streaming" },
    reasoning: WRITING[language].reasoning,
  };
  return { ...state, messages: [...state.messages.slice(0, 3), last] };
}

/** All that goes wrong: an answer that failed, others that stopped and broke off, and a notice. */
export function trouble(language: Language): PanelState {
  const words = WRITING[language];
  const [setKey, again] = words.remedies;
  const answer = { role: "assistant" as const, content: words.begun, about: words.about };
  return {
    ...conversation(language),
    model: { name: "demo", isDemo: true, destination: words.destination },
    messages: [
      { id: "1", role: "user", content: words.question, state: "done" },
      { ...answer, id: "2", state: "stopped" },
      { id: "3", role: "user", content: words.second, state: "done" },
      { ...answer, id: "4", state: "cut", canContinue: true },
      { id: "5", role: "user", content: words.second, state: "done" },
      {
        ...{ id: "6", role: "assistant", content: "", state: "failed" },
        failure: {
          message: words.failure,
          remedies: [
            { id: "setKey", label: setKey },
            { id: "tryAgain", label: again },
          ],
        },
      },
    ],
    notice: { message: words.notice, remedies: [{ id: "showLog", label: again }] },
  };
}

/** One chip of every kind and of every fit. */
export function chips(language: Language): PanelChip[] {
  const words = WRITING[language];
  return [
    { id: "selection", kind: "selection", label: words.selection, tokens: 42, fit: "whole", isLive: true },
    { id: "a", kind: "file", label: words.file, detail: `notes/${words.file}`, tokens: 640, fit: "whole" },
    { id: "b", kind: "folder", label: words.folder, detail: words.folder, tokens: 900, fit: "cut" },
    { id: "c", kind: "heading", label: words.heading, detail: words.file, tokens: 120, fit: "whole" },
    { id: "d", kind: "image", label: words.image, detail: words.noImages, tokens: 0, fit: "left out" },
  ];
}

export function fullContext(language: Language): PanelContext {
  const words = WRITING[language];
  const [system, earlier, context, question] = words.shares;
  return {
    chips: chips(language),
    shares: [
      { part: "system", label: system, tokens: 60 },
      { part: "earlier", label: earlier, tokens: 310 },
      { part: "context", label: context, tokens: 1502 },
      { part: "question", label: question, tokens: 22 },
    ],
    ...{ total: 1894, limit: 8192, words: words.total, dropped: words.dropped, seesImages: false },
  };
}

/** The prompt of `ownTemplate`, with something wrong in a field. */
export function preview(language: Language): PanelPreview {
  const words = WRITING[language];
  const [own, selection, whom] = words.previewShares;
  return {
    source: words.source,
    parts: [
      { role: "system", text: words.system },
      { role: "example", text: words.second },
      { role: "user", text: `${words.question}\n\n${words.answer}` },
    ],
    tokens: 412,
    words: words.previewWords,
    shares: [
      { label: own, tokens: 90 },
      { label: selection, tokens: 300 },
      { label: whom, tokens: 22 },
    ],
    faults: [{ variable: "length", message: words.fault }],
  };
}

/** A chat whose only answer has not begun yet, and the answer's id. */
export function emptyAnswer(language: Language): { state: PanelState; id: string } {
  const id = "2";
  const messages: PanelMessage[] = [
    { id: "1", role: "user", content: WRITING[language].second, state: "done" },
    { id, role: "assistant", content: "", state: "streaming" },
  ];
  return { state: { ...newChat(language), messages }, id };
}
