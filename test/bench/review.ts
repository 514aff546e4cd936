import { median } from "../../src/core/common/median";
import { hunks } from "../../src/core/review/hunks";
import { Random } from "./ghost/random";

/** A language to make texts of: its words, and what stands between two of them and behind a sentence. */
export interface Language {
  readonly words: readonly string[];
  readonly space: string;
  readonly stop: string;
}

export const ENGLISH: Language = {
  words: (
    "the of and to in a is that it was for on are with as his they be at one have this from or had by but some what " +
    "there we can out other were all your when up use word how said an each she which do their time if will way about " +
    "many then them would write like so these her long make thing see him two has look more day could go come did my " +
    "sound no most number who over know water than call first people may down side been now find captain voyage"
  ).split(" "),
  space: " ",
  stop: ". ",
};

export const CHINESE: Language = {
  words:
    "我们 他们 今天 明天 公园 湖边 看见 许多 白色 的 了 在 鸟 船长 大海 风 很 大 想起 那 一次 航行 朋友 说 再见 城市".split(
      " ",
    ),
  space: "",
  stop: "。",
};

/** Paragraphs of sentences. */
type Manuscript = readonly (readonly string[])[];

/** A text of at least `length` characters. */
export function manuscript({ words, space, stop }: Language, length: number, random: Random): Manuscript {
  const paragraphs: string[][] = [];
  for (let size = 0; size < length;) {
    const paragraph = Array.from({ length: random.between(3, 7) }, () => {
      // Squared: the first words of the list are the frequent ones, as in life.
      const word = () => words[Math.floor(random.next() ** 2 * words.length)] ?? "";
      return Array.from({ length: random.between(8, 24) }, word).join(space) + stop;
    });
    paragraphs.push(paragraph);
    size += paragraph.join("").length + 2;
  }
  return paragraphs;
}

/** The same with about this share of its sentences changed: mostly a few words, sometimes everything. */
export function revised(text: Manuscript, language: Language, share: number, random: Random): Manuscript {
  const { space, stop } = language;
  const revise = (sentence: string) => {
    if (random.chance(0.2)) return manuscript(language, 1, random)[0]?.[0] ?? "";
    const words = sentence.slice(0, -stop.length).split(space);
    for (let i = random.between(1, 4); i > 0; i--) {
      const added = Array.from({ length: random.between(0, 2) }, () => random.pick(language.words));
      words.splice(random.between(0, words.length), random.between(0, 2), ...added);
    }
    return words.join(space) + stop;
  };
  return text.map((paragraph) => paragraph.map((each) => (random.chance(share) ? revise(each) : each)));
}

export function written(text: Manuscript): string {
  return text.map((paragraph) => paragraph.join("").trimEnd()).join("\n\n");
}

/** How long two texts of 200 KB take to compare, one sentence in ten changed: the middle of five, in ms. */
export function wordDiff200KbMs(): number {
  const random = new Random(1);
  const before = manuscript(ENGLISH, 200_000, random);
  const [original, proposal] = [written(before), written(revised(before, ENGLISH, 0.1, random))];
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    hunks(original, proposal);
    return performance.now() - started;
  });
  return median(times);
}
