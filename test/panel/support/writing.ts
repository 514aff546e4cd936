import type { Language } from "./panelSite";

/** What stands in the pictures: texts of the two languages, among them long ones without a place to break. */
export interface Writing {
  readonly question: string;
  readonly answer: string;
  readonly reasoning: string;
  readonly second: string;
  readonly begun: string;
  readonly file: string;
  readonly folder: string;
  readonly heading: string;
  readonly selection: string;
  readonly image: string;
  readonly noImages: string;
  readonly about: string;
  readonly usage: string;
  readonly total: string;
  readonly dropped: string;
  readonly shares: readonly [string, string, string, string];
  readonly destination: string;
  readonly failure: string;
  readonly remedies: readonly [string, string];
  readonly notice: string;
  readonly categories: readonly [string, string, string, string, string, string];
  readonly workspace: string;
  readonly own: { readonly name: string; readonly description: string };
  readonly fields: readonly [string, string, string, string];
  readonly choices: readonly [string, string, string];
  readonly placeholder: string;
  readonly fault: string;
  readonly problem: string;
  readonly source: string;
  readonly previewWords: string;
  readonly previewShares: readonly [string, string, string];
  readonly system: string;
}

const CODE =
  '```ts\nconst letter = await open("letter.md"); // a line that is longer than a narrow panel is wide\n```';

const english: Writing = {
  question: "What does the keeper want, and is it clear enough? Please answer with an outline.",
  answer: [
    "## What the keeper wants\n\nHe wants to be **asked**, not *pitied*. Three places show it:",
    "1. the lamp that he lights by day\n2. the book in which every ship is written down\n   - but no name of his own\n3. ~~the coat~~ the `coat` by the door",
    "> The wind was strong, and the old captain was tired.",
    "| Scene | What it shows | Words |\n|:--|:--|--:|\n| The lamp | Habit without a reason any more | 212 |\n| The book | Pride | 1,048 |",
    CODE,
    "See [The Art of Fiction](https://example.com/the-art-of-fiction?chapter=3) and <ada@example.com>. AVeryLongWordWithoutAnyPlaceToBreakThatIsWiderThanTheNarrowestPanelThereIs.",
    "---\n\n### Next\n\nShall I make the second scene shorter?",
  ].join("\n\n"),
  reasoning:
    "The writer asks about want. I look for what he does of his own accord.\n\n- the lamp\n- the book",
  second: "Yes. Make it half as long, and keep the book.",
  begun: "The lamp was lit at noon, as on every day. Nobody had asked for it\n\n- for thirty ye",
  file: "letter.md",
  folder: "chapters/the-second-part-of-the-book",
  heading: "The Lighthouse",
  selection: "Selection: “The wind was strong, and the old…”",
  image: "lighthouse.png",
  noImages: "This model cannot see images.",
  about: "gpt-5.1 · 1,240 tokens · 4.2 s",
  usage: "Last: 1,240 tokens. Today: 18 requests, 24,300 tokens, $0.12",
  total: "1,894 of 8,192 tokens",
  dropped: "The first 4 messages do not fit any more and are left out.",
  shares: ["Instructions", "Earlier messages", "Context", "Question"],
  destination: "Your text goes to api.openai.com.",
  failure: "The service did not accept the key for “gpt-5.1”.",
  remedies: ["Set API Key", "Try Again"],
  notice: "A part of this chat’s file is damaged. Everything that could be read is here.",
  categories: ["Edit", "Write", "Transform", "Understand", "Work", "Code"],
  workspace: "From this workspace, in place of the one that comes with Inkling",
  own: { name: "A letter in my grandmother’s voice", description: "As she wrote to us from the coast" },
  fields: ["To whom?", "How many words?", "How does it sound?", "Into which language?"],
  choices: ["Warm", "Curt", "Formal"],
  placeholder: "My sister",
  fault: "A number between 50 and 2,000 is needed.",
  problem: "Line 4: there is no such field “descripton”. Did you mean “description”?",
  source: "Selection in letter.md",
  previewWords: "412 of 8,192 tokens",
  previewShares: ["The template’s own words", "Selection", "To whom?"],
  system: "You write letters. Keep the names, and say nothing that is not known.",
};

const chinese: Writing = {
  question: "守塔人想要什么？写得够清楚吗？请用提纲回答。",
  answer: [
    "## 守塔人想要什么\n\n他想要的是被**询问**，而不是被*同情*。有三处可以看出：",
    "1. 白天点亮的灯\n2. 记下每一艘船的本子\n   - 却没有他自己的名字\n3. 门边的`外套`",
    "> 海边的风很大，老船长累了。",
    "| 场景 | 表现了什么 | 字数 |\n|:--|:--|--:|\n| 灯 | 早已没有理由的习惯 | 212 |\n| 本子 | 骄傲 | 1,048 |",
    CODE,
    "参见[《小说的艺术》](https://example.com/the-art-of-fiction?chapter=3)和 <ada@example.com>。",
    "---\n\n### 下一步\n\n要把第二个场景写短一些吗？",
  ].join("\n\n"),
  reasoning: "作者问的是欲望。我来找他主动做的事。\n\n- 灯\n- 本子",
  second: "好的。缩短一半，保留本子。",
  begun: "正午，灯照例亮了。没有人要求他这样做\n\n- 三十年",
  file: "家书.md",
  folder: "章节/第二部分",
  heading: "灯塔",
  selection: "选中内容：“海边的风很大，老船长……”",
  image: "灯塔.png",
  noImages: "此模型看不了图片。",
  about: "gpt-5.1 · 1,240 个词元 · 4.2 秒",
  usage: "上次：1,240 个词元。今天：18 次请求，24,300 个词元，$0.12",
  total: "1,894 / 8,192 个词元",
  dropped: "最前面的 4 条消息放不下，不再发送。",
  shares: ["指示", "之前的消息", "上下文", "问题"],
  destination: "文字会发送到 api.openai.com。",
  failure: "服务不接受“gpt-5.1”的密钥。",
  remedies: ["设置 API 密钥", "重试"],
  notice: "此聊天的文件有一部分已损坏。能读出的都在这里。",
  categories: ["修改", "写作", "转换", "理解", "工作", "代码"],
  workspace: "来自此工作区，取代 Inkling 自带的模板",
  own: { name: "用祖母的口吻写信", description: "就像她从海边写给我们的那样" },
  fields: ["写给谁？", "多少字？", "什么语气？", "译成哪种语言？"],
  choices: ["温暖", "简短", "正式"],
  placeholder: "我的妹妹",
  fault: "请填 50 到 2,000 之间的数字。",
  problem: "第 4 行：没有字段“descripton”。是不是“description”？",
  source: "家书.md 中的选中内容",
  previewWords: "412 / 8,192 个词元",
  previewShares: ["模板自己的文字", "选中内容", "写给谁？"],
  system: "你负责写信。保留人名，不要写不知道的事。",
};

export const WRITING: Readonly<Record<Language, Writing>> = { en: english, "zh-cn": chinese };
