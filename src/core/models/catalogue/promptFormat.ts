import * as v from "valibot";
import type { ChatMessage, ChatPrompt } from "../prompt";
import { type FormatData, formatsSchema } from "./catalogueSchema";
import { defuser } from "./controlTokens";
import data from "./promptFormats.json";

/** A conversation as the text that a raw endpoint goes on with, and where its answer ends. */
export interface RenderedPrompt {
  readonly text: string;
  /** The answer ends before any of these. */
  readonly stop: readonly string[];
}

/** How a model was taught to read a conversation. */
export interface PromptFormat {
  /** Of the catalogue, or "template" for a chat template that came with the model. */
  readonly id: string;
  /**
   * The text has no BOS token in front: text endpoints put it there themselves, and two of them make answers worse.
   * Throws ModelError "badResponse" when a chat template fails.
   */
  render(prompt: ChatPrompt): RenderedPrompt;
}

const FORMATS: readonly FormatData[] = v.parse(formatsSchema, data).formats;

/** Ids of the catalogue's formats, for whoever lets the writer choose one. */
export const PROMPT_FORMAT_IDS: readonly string[] = FORMATS.map(({ id }) => id);

/** The catalogue's format with this id; undefined where it has none. */
export function catalogueFormat(id: string): PromptFormat | undefined {
  const format = FORMATS.find((candidate) => candidate.id === id);
  return format && { id, render: (prompt) => ({ text: write(format, prompt), stop: format.stop }) };
}

function write(format: FormatData, prompt: ChatPrompt): string {
  const defuse = defuser(format.control);
  const tidy = (text: string) => defuse(format.trim ? text.trim() : text);
  const said = prompt.messages.map(({ role, content }) => ({ role, content: tidy(content) }));
  const system = prompt.system ? tidy(prompt.system) : format.defaultSystem;
  const framed = system ? format.system.prefix + system + format.system.suffix : "";
  const inTurn = format.systemPlace === "turn";
  const turns = (inTurn ? said : systemIntoFirstUser(framed, said)).map(({ role, content }) => {
    const frame = format[role];
    return frame.prefix + content + frame.suffix;
  });
  const opening = format.opening ?? format.assistant.prefix;
  return [format.start, inTurn ? framed : "", ...turns, opening].join("");
}

/**
 * The messages with `system` (and whatever separates it) in front of the first one, which is made where the
 * conversation does not begin with the user.
 */
export function systemIntoFirstUser(
  system: string,
  messages: readonly ChatMessage[],
): readonly ChatMessage[] {
  if (system === "") return messages;
  const [first, ...rest] = messages;
  if (first?.role !== "user") return [{ role: "user", content: system }, ...messages];
  return [{ role: "user", content: system + first.content }, ...rest];
}
