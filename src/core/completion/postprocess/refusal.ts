import { isAlphabetic } from "../../text/characters";

/** What chat models begin with when they do not do what they are asked. In lower case, with straight quotes. */
const REFUSALS = [
  ...["i'm sorry, but", "i'm sorry but", "i'm sorry, i can't", "i'm sorry, i cannot", "i am sorry, but"],
  ...[
    "i'm very sorry, but",
    "i apologize, but",
    "i apologise, but",
    "i apologize for",
    "as a language model",
  ],
  ...["sorry, but i can't", "sorry, but i cannot", "sorry, i can't", "sorry, i cannot", "as an ai"],
  ...["unfortunately, i can't", "unfortunately, i cannot", "unfortunately, i'm unable", "i can't assist"],
  ...[
    "i cannot assist",
    "i can't help with",
    "i cannot help with",
    "i'm unable to",
    "i am unable to continue",
  ],
  ...["es tut mir leid, aber", "je suis désolé, mais", "lo siento, pero no puedo", "申し訳ありませんが"],
  ...["抱歉，", "抱歉,", "很抱歉，", "很抱歉,", "非常抱歉，", "对不起，我不能", "对不起，我无法", "作为ai"],
  ...["作为一个ai", "作为一名ai", "作为一款ai", "作为人工智能", "作为一个人工智能", "作为一名人工智能"],
  ...["作为一个语言模型", "作为一个大语言模型", "作为一个大型语言模型", "我无法提供", "我无法协助"],
];
const LONGEST = Math.max(...REFUSALS.map(({ length }) => length));

/** Whether an answer refuses; "maybe" while it has not said enough. */
export function isRefusal(answer: string, isFinished: boolean): boolean | "maybe" {
  const start = answer
    .slice(0, LONGEST + 1)
    .toLowerCase()
    .replaceAll("’", "'");
  if (start === "") return false;
  if (REFUSALS.some((words) => saysWhole(start, words, isFinished))) return true;
  return !isFinished && REFUSALS.some((words) => words.startsWith(start)) ? "maybe" : false;
}

/** "As an AI" is one, "As an aide" is none. */
function saysWhole(start: string, words: string, isFinished: boolean): boolean {
  if (!start.startsWith(words) || (start === words && !isFinished)) return false;
  return !(isAlphabetic(words.at(-1) ?? "") && isAlphabetic(start.charAt(words.length)));
}
