import type { ModelInfo } from "../models/languageModel";
import type { ChatPrompt } from "../models/prompt";
import type { PromptTemplate } from "../prompts/promptTemplate";

/** What the writer's wish is put into, in one language. */
interface Wording {
  readonly change: (wish: string) => string;
  readonly other: string;
  /** In front of the answer that there was, where it cannot be told as a turn of the conversation. */
  readonly earlier: string;
}

const ENGLISH: Wording = {
  change: (wish) => `Change your answer as follows, and answer with the whole new text alone: ${wish}`,
  other:
    "Write another version, different from that one but true to the same task, in the same language. " +
    "Answer with the new version alone.",
  earlier: "The earlier answer:",
};
const CHINESE: Wording = {
  change: (wish) => `请按下面的要求修改你的回答，只写修改后的完整文字：${wish}`,
  other: "请另写一版：与上面那一版不同，任务和语言不变。只写新的一版。",
  earlier: "之前的回答：",
};

const HAN = /\p{Script=Han}/u;
/** Japanese has more kana than characters of Chinese. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+/gu;

/**
 * Asks for something else than `previous`: for the writer's change to it, or for another version. Goes on with the
 * conversation where the model follows one. A base model is told all of it in one message, since it learns the task
 * from examples, and those are of one message each.
 *
 * @param change in the writer's own words; another version where left out
 */
export function refinedPrompt(
  prompt: ChatPrompt,
  { system, user }: Pick<PromptTemplate, "system" | "user">,
  { prompts, format }: Pick<ModelInfo, "prompts" | "format">,
  previous: string,
  change?: string,
): ChatPrompt {
  const wording = isMainlyHan(system ?? user) ? CHINESE : ENGLISH;
  const wish = change === undefined ? wording.other : wording.change(change);
  if (prompts.includes("chat") || format !== undefined) {
    const turns = [
      { role: "assistant" as const, content: previous },
      { role: "user" as const, content: wish },
    ];
    return { ...prompt, messages: [...prompt.messages, ...turns] };
  }
  const asked = prompt.messages.map(({ content }) => content);
  const content = [...asked, `${wording.earlier}\n\n${previous}`, wish].join("\n\n");
  return { ...prompt, messages: [{ role: "user", content }] };
}

/** Whether a template is written in Chinese: most of its words are, a character of CJK counted as one. */
function isMainlyHan(text: string): boolean {
  const words = text.match(WORD) ?? [];
  return words.filter((word) => HAN.test(word)).length > words.length / 2;
}
