/** `word`, or its beginning where the text ends with it. */
function begun(word: string): string {
  return Array.from(word).reduceRight((rest, letter) => `${letter}(?:${rest}|$)`, "");
}

const YES = [
  "sure thing",
  "sure",
  "certainly",
  "of course",
  "absolutely",
  "okay",
  "got it",
  "natürlich",
  "gerne",
  "bien sûr",
];
const HERE = [
  "here is",
  "here's",
  "here are",
  "here you",
  "i'll",
  "i will",
  "i can",
  "let me",
  "below is",
  "hier ist",
  "voici",
];
const ABOUT = "continu|complet|next|rest|text|passage|sentence|paragraph|story|word|version";
const YES_ZH = ["好的", "当然可以", "当然", "没问题"];
const ABOUT_ZH = "续写|继续|下文|接下来|如下|以下|内容|为你|为您|这是";

/** What comes before an answer, as a whole: "Sure, here is the continuation:", "Certainly!", "续写：", "好的，…：". */
const PREFACE = new RegExp(
  [
    `(?:${YES.join("|")})(?:[!,.:] *| +)(?:${HERE.join("|")})(?![\\p{L}])[^\\n:.!?]{0,120}:`,
    `here(?:'s| is| are) [^\\n:.!?]{0,40}(?:${ABOUT})[^\\n:.!?]{0,60}:`,
    `(?:${YES.join("|")})(?:!|[.,:]?(?= *\\n))`,
    `(?:${YES_ZH.join("|")})(?:[，,！!。 ][^\\n：:。！]{0,30}(?:${ABOUT_ZH})[^\\n：:。！]{0,20})?[：:]`,
    `(?:${YES_ZH.join("|")})[！!。，,]?(?= *\\n)`,
    `(?:续写|续文|下文|继续|以下是[^\\n：:。]{0,30})(?:内容|部分|如下|结果)?[：:]`,
  ]
    .map((form) => `^(?:${form})`)
    .join("|"),
  "iu",
);

const any = (words: readonly string[]) => `(?:${words.map(begun).join("|")})`;

/** The same while it has not ended. */
const PREFACE_BEGUN = new RegExp(
  [
    `${any(YES)}(?:$|(?:[!,.:] *| +)(?:$|${any(HERE)}(?:$|(?![\\p{L}])[^\\n:.!?]{0,120}$)))`,
    `${any(["here is", "here's", "here are"])}(?:$| [^\\n:.!?]{0,100}$)`,
    `${any(YES_ZH)}(?:$|[，,！!。 ][^\\n：:。！]{0,50}$)`,
    `${any(["以下是"])}[^\\n：:。]{0,34}$`,
    `${any(["续写", "续文", "下文", "继续"])}${any(["内容", "部分", "如下", "结果"])}?$`,
  ]
    .map((form) => `^(?:${form})`)
    .join("|"),
  "iu",
);

/** How many UTF-16 units at the beginning of an answer only lead over to it; "maybe" while that cannot be told. */
export function prefaceLength(answer: string, isFinished: boolean): number | "maybe" {
  const start = answer.slice(0, 200).replaceAll("’", "'");
  // "Certainly!" may go on with "Here is the continuation:".
  if (!isFinished && start !== "" && PREFACE_BEGUN.test(start)) return "maybe";
  return PREFACE.exec(start)?.[0].length ?? 0;
}
