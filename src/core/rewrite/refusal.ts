/**
 * Models decline at the beginning, and in few words; a longer answer is a text of its own.
 * In characters, generously for "I'm sorry, but I can't help with that, because … I can … instead."
 */
const LONGEST = 500;
/** After so many characters it is clear whether an answer goes on as a refusal does. */
const TELLING = 80;
/** A refusal may name a few of the text's words; an edit keeps more of them. */
const MOST_SHARED = 0.25;

const SORRY =
  "(?:(?:(?:i'm|i am) (?:\\w+ )?sorry|sorry|i apologi[sz]e|my apologies|unfortunately)[,.!;]?(?: but)? +)?";
const UNABLE =
  "i(?: can't| cannot| can not| won't| will not|(?:'m| am) (?:not able|unable) to)(?: be able to)?(?: \\w+ly)?";
/** What only a model says that it cannot do: "I'm unable to attend" is a sentence of the writer's. */
const TASK =
  " (?:assist|help|provide|fulfil|comply|complete|process|continue|generate|create|produce|write|rewrite|edit" +
  "|translate|summari[sz]e|answer|engage|discuss|do th(?:at|is)|see|view|access)";
const AS_AI = "as an? (?:ai|(?:large )?language model|artificial intelligence)\\b";
const ENGLISH = new RegExp(`^${SORRY}(?:${AS_AI}|${UNABLE}${TASK}|i (?:must|have to) decline)`, "i");
const CHINESE =
  /^(?:(?:非常|很|十分|真的)?(?:抱歉|对不起|對不起|不好意思)[，,。！!\s]*(?:但|但是|不过)?(?:我们?)?(?:无法|無法|不能|没有?办法)|(?:我们?)?(?:无法|無法|不能)(?:协助|提供|帮助|满足|完成|处理|继续|回答|改写|翻译|生成)|作为(?:一?[个名款位])?\s*(?:AI|人工智能|大?型?语言模型))/i;

/** How refusals begin, in lower case with straight apostrophes. */
const BEGINNINGS = [
  "i ",
  "i'm",
  "sorry",
  "my apolog",
  "unfortunately",
  "as a",
  ..."抱歉 很抱歉 非常抱歉 十分抱歉 对不起 對不起 不好意思 我无法 我不能 我無法 无法 作为".split(" "),
];

/** The like of a refusal in the writer's own text or wish: then the answer may be just that, edited or translated. */
const DECLINING = new RegExp(
  [
    "sorry|apolog|unfortunately|unable|not able|can'?t|cannot|could ?n[o']t|won'?t|will not|wouldn'?t|would not",
    "declin|refus|reject|\\bai\\b|language model",
    "抱歉|对不起|對不起|不好意思|遗憾|无法|無法|不能|拒|道歉|人工智能|模型",
    "leid|entschuldig|leider|désolé|excus|malheureusement|siento|perdón|lament|desculp|infeliz|spiac|scus|purtroppo",
    "helaas|ledsen|tyvärr|beklag|przepras|niestety|maalesef|üzgün|извин|сожал|прост|申し訳|すみません|ごめん|残念",
    "죄송|미안|유감|آسف|عذر|للأسف|खेद|क्षमा|माफ",
  ].join("|"),
  "i",
);

/**
 * Whether a whole answer declines in words instead of doing what was asked: "I'm sorry, but I can't help with
 * that." Knows English and Chinese. In doubt it is none.
 *
 * @param original what the answer is about: the writer's text, and what else the writer said
 */
export function isRefusal(answer: string, original: string): boolean {
  if (answer.length > LONGEST || DECLINING.test(straight(original))) return false;
  const said = straight(answer.trimStart());
  return (ENGLISH.test(said) || CHINESE.test(said)) && sharedWords(said, original) <= MOST_SHARED;
}

/** Whether an answer that is still growing is a refusal or may become one. */
export function mayBecomeRefusal(answer: string, original: string): boolean {
  if (isRefusal(answer, original)) return true;
  if (answer.length > TELLING || DECLINING.test(straight(original))) return false;
  const said = straight(answer.trimStart()).toLowerCase();
  return BEGINNINGS.some((words) => said.startsWith(words) || words.startsWith(said));
}

/** The part of the answer's words that are the original's too: words of five letters or more, and pairs in CJK. */
function sharedWords(answer: string, original: string): number {
  const own = tellingWords(answer);
  const theirs = tellingWords(original);
  if (own.size === 0) return 0;
  return [...own].filter((word) => theirs.has(word)).length / own.size;
}

const WORD = /(?:(?!\p{Script=Han})\p{L}){5,}/gu;
const PAIR = /(?=(\p{Script=Han}{2}))/gu;

function tellingWords(text: string): ReadonlySet<string> {
  const words = [...text.toLowerCase().matchAll(WORD)].map(([word]) => word);
  return new Set([...words, ...[...text.matchAll(PAIR)].map(([, pair = ""]) => pair)]);
}

function straight(text: string): string {
  return text.replaceAll("’", "'");
}
