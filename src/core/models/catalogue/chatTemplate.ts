import type { ChatMessage, ChatPrompt } from "../prompt";
import { ModelError } from "../modelError";
import { compileJinja, type Render } from "./boundedJinja";
import { defuser, tokensOfTemplate } from "./controlTokens";
import { type PromptFormat, systemIntoFirstUser } from "./promptFormat";

/** A Jinja chat template as a server, a GGUF or tokenizer_config.json states it, with the tokens it refers to. */
export interface ChatTemplate {
  readonly source: string;
  readonly bosToken?: string;
  readonly eosToken?: string;
}

/**
 * The format that a chat template describes; undefined where it cannot be read, or fails on the simplest of
 * conversations, so that the caller can fall back on the catalogue.
 */
export async function templateFormat(template: ChatTemplate): Promise<PromptFormat | undefined> {
  try {
    const format = toFormat(template, await compileJinja(template.source));
    format.render({ kind: "chat", system: "Be brief.", messages: [{ role: "user", content: "Hello" }] });
    return format;
  } catch {
    return undefined;
  }
}

function toFormat({ source, bosToken = "", eosToken = "" }: ChatTemplate, render: Render): PromptFormat {
  const defuse = defuser([bosToken, eosToken, ...tokensOfTemplate(source)]);
  const tokens = { add_generation_prompt: true, bos_token: bosToken, eos_token: eosToken };
  const stop = eosToken === "" ? [] : [eosToken];
  // Not so for SmolLM2, whose BOS is the <|im_start|> that every turn begins with, and which servers do not add.
  const writesBos = source.includes("bos_token");

  function renderMessages(messages: readonly { readonly role: string; readonly content: string }[]) {
    const said = messages.reduce((length, { content }) => length + content.length, 0);
    const text = render({ ...tokens, messages }, 2 * said + source.length);
    return { text: writesBos && text.startsWith(bosToken) ? text.slice(bosToken.length) : text, stop };
  }

  return {
    id: "template",
    render(prompt) {
      const { system, messages } = defused(prompt, defuse);
      const plain = system === "" ? messages : [{ role: "system", content: system }, ...messages];
      try {
        const rendered = renderMessages(plain);
        // Some leave a system message out without a word, as that of Phi-3 medium does.
        if (rendered.text.includes(system.trim())) return rendered;
      } catch {
        // Some raise an exception at a system message, or where the roles do not take turns.
      }
      try {
        return renderMessages(alternating(systemIntoFirstUser(system && `${system}\n\n`, messages)));
      } catch {
        // Without a cause: Jinja's errors may quote what was rendered.
        throw new ModelError("badResponse", { subject: "chat template" });
      }
    },
  };
}

function defused(prompt: ChatPrompt, defuse: (text: string) => string) {
  const messages = prompt.messages.map(({ role, content }) => ({ role, content: defuse(content) }));
  return { system: defuse(prompt.system ?? ""), messages };
}

/** The messages with neighbours of the same role made one. */
function alternating(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  return messages.reduce<ChatMessage[]>((turns, { role, content }) => {
    const last = turns.at(-1);
    if (last?.role !== role) return [...turns, { role, content }];
    return [...turns.slice(0, -1), { role, content: `${last.content}\n\n${content}` }];
  }, []);
}
