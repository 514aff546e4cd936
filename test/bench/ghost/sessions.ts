import type { Session, SessionStart } from "./session";
import type { Language } from "./trace";

/** A session to be written: where it begins and what the writer does. The prose was written for this bench. */
export interface Script {
  readonly name: string;
  readonly about: string;
  readonly languageId: string;
  readonly language: Language;
  readonly start: SessionStart;
  readonly write: (session: Session) => void;
}

const ISLAND = `# The Ferry Year

The ferry ran twice a day in winter, once before the light and once after it, and for the rest of the time the island belonged to itself. My grandmother kept the log of its crossings in a school exercise book, although nobody had asked her to. She wrote down the hour, the state of the water, and the number of passengers, and when there were no passengers she wrote down what the captain had said instead.

`;

const ORCHARD = `# Notes on an Orchard

We bought the orchard in the autumn, when it looked its best. The trees stood in eleven rows behind the house, most of them older than either of us, and the last of the fruit was still on them. The man who sold it to us walked the rows with his hands in his pockets and gave us a name for every tree. I wrote the names on a piece of cardboard and lost it before the end of the week. In the first winter we learned how little we knew. The frost came early and stayed until the middle of March, and a third of the young wood died back to the trunk. Our neighbour told us to wait before we cut anything. She had seen worse, she said, and a tree is slower than a farmer to give up. By May she had been proved right about nearly all of them. The bees came from a village on the other side of the hill. They arrived at night in a van with its lights off, and in the morning there were nine white boxes at the end of the rows.

The second spring was kinder to us, and to the trees.
`;

const LIGHTHOUSE = `# How the Lamp Was Lit

Before the cable came to the point in 1931, the lamp was fed by hand.
Two keepers shared the night between them, and the one who slept did so
in his boots, on a bench below the lantern room, where the other could
wake him by stamping on the floor.

`;

const TEA = `# 山里的茶园

我第一次去那个茶园，是在十年前的春天。火车在清晨到站，天还没有亮，站台上只有一个卖早点的老人。他告诉我，去山里的车要等到八点，不如先坐下来喝一碗粥。后来我才知道，他的儿子就在茶园里做工。

山路很窄，一边是竹林，一边是溪水。车开得很慢，司机不时停下来，让路边的行人先过。到了山顶，雾忽然散开，眼前是一层一层的茶树，像绿色的台阶，一直铺到天边。

`;

const LIBRARY = `# Bericht über die Stadtbibliothek

Die Bibliothek am Markt wurde im vergangenen Jahr an sechs Tagen in der Woche geöffnet, und die Zahl der Besucher ist zum ersten Mal seit langer Zeit wieder gestiegen. Besonders der Lesesaal im zweiten Stock, der nach dem Umbau größer und heller geworden ist, wird von Schülern und Studenten gern genutzt.

`;

const MARKET = `# Opening the Winter Market

The market opens on the first Saturday of December. This is what still has to be done, and by whom.

## Before the opening

- Ask the council for the key to the north gate, which was changed in spring.
- Count the lanterns in the cellar and order what is missing.
`;

const CHOIR = `# A Choir Without a Conductor

Notes for the talk in Lund. Each part should take about five minutes.

`;

const LETTER = `Dear Ruth,

Your parcel came on Tuesday, a little wet at one corner but with everything in it. The children have fought over the puzzle ever since, and I have hidden the chocolate where they will not look for it, which is behind the dictionaries.

`;

const STATION = `The night clerk at the station hotel had a rule about luggage, and the rule was that she never looked at it. People carried their whole lives past her desk and she looked at their hands, or at the clock, or at the wet marks that their shoes left on the tiles.

`;

/** In the order in which they are reported. */
export const SCRIPTS: readonly Script[] = [
  {
    name: "english-one-line",
    about: "An essay, each paragraph in one long line, written at the end of the text.",
    languageId: "markdown",
    language: "en",
    start: { document: ISLAND, medianGapMs: 180, seed: 11 },
    write: (session) => {
      session.type(
        "I found the book last summer, in a box of things that nobody had wanted. The first entry is from the week after the war, and the last one was made four days before she died, in a hand that I would not have recognised. Between them lie forty years of weather. At first I read it as one reads a list, quickly and without much interest, and then I began to notice the other lines. ",
      );
      session.type(
        "When the captain was ill she drew a small anchor in the margin, and when the water was too rough to cross she left the whole page empty except for the date. There are more empty pages than I expected. In the winter of the great frost there are nineteen of them in a row, and on the twentieth she wrote that the milk had come at last, and that the captain had asked after me, although I was not yet born.",
      );
      session.changeWord("quickly", "carelessly");
      session.goToEnd();
      session.type(
        "\n\nWhat she was really counting, I think, was the number of times that somebody had come back. It is a good thing to count, and it is harder than it looks, because you have to be there in the morning and you have to be there again at night.",
      );
    },
  },
  {
    name: "english-inside",
    about:
      "Sentences and clauses put into the middle of a long paragraph in one line, most of them before a space.",
    languageId: "markdown",
    language: "en",
    start: { document: ORCHARD, medianGapMs: 180, seed: 23 },
    write: (session) => {
      session.goToAfter("a name for every tree.");
      session.type(
        " Some of them were the names of his aunts, and some were the names of apples, and he did not always tell us which was which.",
      );
      session.goToAfter("lost it before the end of the week. ");
      session.type(
        "It did not matter very much, since the trees have been given other names by now, and they answer to those just as badly. ",
      );
      session.goToAfter("back to the trunk.");
      session.type(
        " We stood between the rows in our city coats and broke off twigs to see whether they were green inside, as the book had told us to do. Most of them were brown.",
      );
      session.goToAfter("She had seen worse, she said");
      session.type(", in the year when the river froze and the deer came down to the village");
      session.goToAfter("about nearly all of them.");
      session.type(
        " Only the two pear trees by the gate never came into leaf again, and in the end we left them standing for the woodpeckers.",
      );
      session.changeWord("kinder", "gentler");
    },
  },
  {
    name: "english-hard-wrapped",
    about: "A history, its lines broken by hand at about 72 characters; a fast typist.",
    languageId: "markdown",
    language: "en",
    start: { document: LIGHTHOUSE, medianGapMs: 90, seed: 37 },
    write: (session) => {
      session.type(
        `The oil was carried up in cans of two gallons each, ninety-six steps from
the store to the lamp, and on a long winter night it took seven of them.
A keeper learned to climb without counting. The log for those years is
full of small complaints about the stairs, and almost silent about the
storms, which the men seem to have thought of as a part of the building.

`,
      );
      session.type(
        `Trimming the wick was the real work. If it burned too high the glass was
black by midnight, and if it burned too low the light could not be seen
from the outer bank, where the herring boats lay. Each keeper had his own
way of doing it, and each was sure that the other was wrong. In the spring
of 1926 the two of them did not speak for eleven weeks, and passed their
notes to one another through the log. What they wrote there is polite,
exact, and very funny to anybody who has ever shared a kitchen.
`,
      );
      session.changeWord("black", "blind");
      session.goToEnd();
      session.type(
        `
When the cable came, neither of them would throw the switch. It was done
in the end by the younger man's daughter, who was six years old.
`,
      );
    },
  },
  {
    name: "chinese-essay",
    about: "Chinese with an input method: letters are composed and words committed.",
    languageId: "markdown",
    language: "zh",
    start: { document: TEA, medianGapMs: 180, seed: 41 },
    write: (session) => {
      session.compose(
        "茶 园 的 主人 姓 林，是 一位 不 爱 说话 的 中年人。他 带 我 走过 每 一块 茶 地，只在 该 停 的 地方 停下 来，用 手 轻轻 拨开 叶子，让 我看 下面 的 新芽。他 说，好茶 不是 做 出来 的，是 等 出来 的。春天 的 雨水 太多，茶叶 会 淡；太少，又 会 苦。只有 在 雨后 第三 天 的 早晨 去 采，味道 才 刚刚 好。",
      );
      session.key("\n\n");
      session.compose(
        "那天 晚上，我 住在 他家 的 老 房子 里。窗外 有 一棵 很大 的 桂花 树，虽然 不是 开花 的 季节，屋子里 却 总 有 一点 淡淡的 香气。他的 母亲 已经 八 十多岁 了，还 坚持 每天 早上 给 客人 泡 第 一杯 茶。她 泡茶 的 时候 从来 不看 钟，只看 水 的 颜色。我 问 她 怎么 知道 时间 到了，她 笑 着 说，水 会 告诉 你。",
      );
      session.goToAfter("不如先坐下来喝一碗粥。");
      session.compose("那 碗 粥 很 烫，上面 放 着 几 片 咸 菜，我到 现在 还 记得 它的 味道。");
      session.goToEnd();
      session.key("\n\n");
      session.compose(
        "第二 天 我们 一起去 采 茶。太阳 还 没有 出来，叶子 上 都是 露水，走 几 步 鞋子 就 湿 了。女 人们 在 前面 唱歌，声音 传 得很 远，对面 的 山上 也有 人 回答。我 学 了 一个 上午，手指 变成 了 绿色，篮子 里 却 只有 薄薄的 一层。林 先生 看了 看，没有 批评 我，只是 把 自己 的 茶 倒了 一半 给 我。",
      );
    },
  },
  {
    name: "german-report",
    about: "A German report, each paragraph in one long line.",
    languageId: "markdown",
    language: "de",
    start: { document: LIBRARY, medianGapMs: 180, seed: 53 },
    write: (session) => {
      session.type(
        "Auch die Kinderabteilung hat sich verändert. Wo früher hohe Regale standen, gibt es jetzt niedrige Bänke, auf denen man lesen, zuhören oder einfach nur aus dem Fenster sehen kann. An jedem Mittwoch liest eine Schauspielerin aus einem Buch vor, das die Kinder in der Woche davor gewählt haben, und an manchen Tagen reichen die Plätze nicht aus. ",
      );
      session.type(
        "Die Eltern bleiben meistens in der Nähe, trinken Kaffee und tun so, als ob sie nicht zuhören würden.",
      );
      session.changeWord("niedrige", "bequeme");
      session.goToEnd();
      session.type(
        "\n\nIm kommenden Jahr soll der Keller trockengelegt werden, in dem seit dem Hochwasser kein einziges Buch mehr steht. Die Kosten dafür sind hoch, aber der Raum wird dringend gebraucht: Schon heute lagern mehr als zwanzigtausend Bände in einer Halle am Rand der Stadt, und wer einen davon lesen möchte, muss drei Tage darauf warten. Wir schlagen deshalb vor, mit den Arbeiten im Frühling zu beginnen.",
      );
    },
  },
  {
    name: "list",
    about: "A list of tasks, each an item of one or two sentences.",
    languageId: "markdown",
    language: "en",
    start: { document: MARKET, medianGapMs: 180, seed: 67 },
    write: (session) => {
      session.type(
        `- Paint the signs for the three new stalls, and hang them high enough for the snow plough.
- Write to the baker about the ovens. Last year they were delivered a day late and without the chimney.
- Find somebody who can play the organ on the second evening.
`,
      );
      session.typeInVain("- Really ask ");
      session.type(
        `- Tell the fire brigade where the generators will stand.

## On the day

- Open the gate at six, so that the vans can leave before the first visitors come.
- Give every stall a bucket of sand and a copy of the plan with the telephone numbers on it.
- Ask the school band to begin at ten, and to stop when the bells do.
- Keep the path along the river free for the ambulance, whatever the sausage people say.
`,
      );
      session.changeWord("second", "first");
      session.goToEnd();
      session.type("- Thank everybody twice, once before it gets dark and once after.\n");
    },
  },
  {
    name: "headings",
    about: "The plan of a talk: headings with short paragraphs under them.",
    languageId: "markdown",
    language: "en",
    start: { document: CHOIR, medianGapMs: 180, seed: 71 },
    write: (session) => {
      session.type(
        `## Why we stopped looking up

When our conductor moved away we meant to find another one before Easter. We did not find one, and at Easter we sang without. It was slower than before, and for the first time I could hear the altos.

## Listening as a skill

A group that cannot look has to listen. We began to stand in a circle, then in a spiral, and at last in the dark. Each of these took away one thing on which we had relied.

### Breathing together

The breath before the first note is the whole rehearsal. If it is shared, the note will be in time.

`,
      );
      session.changeWord("slower", "rougher");
      session.goToEnd();
      session.type(
        `## What it costs

Everybody has to know everything. There is no longer anybody to blame, which is harder than it sounds, and new singers need a year before they feel at home with us.
`,
      );
    },
  },
  {
    name: "letter",
    about: "A personal letter in plain text; a slow writer who goes back and takes back.",
    languageId: "plaintext",
    language: "en",
    start: { document: LETTER, medianGapMs: 350, seed: 83 },
    write: (session) => {
      session.type(
        "You asked how we are getting on with the house. The roof is done, and it is a pleasure to lie in bed and hear the rain stay outside. The stairs are another matter. They were taken out in March, and since then we have gone up and down by a ladder, ",
      );
      session.typeInVain("which is ");
      session.type("like sailors, with the baby in a basket on a rope. ");
      session.type(
        "The carpenter says that he will come when the wood has come, and the wood merchant says that he is waiting for the carpenter.",
      );
      session.changeWord("pleasure", "luxury");
      session.goToEnd();
      session.type(
        "\n\nPlease do not put off your visit because of any of this. There is a bed for you downstairs, next to the stove, and nobody will expect you to climb. Come while the garden is still worth looking at, and bring the old photographs if you can find them. I would like to show the children what you looked like when you were small and I was in charge.",
      );
    },
  },
  {
    name: "fiction",
    about: "A story with dialogue in plain text, written fast, each paragraph in one line.",
    languageId: "plaintext",
    language: "en",
    start: { document: STATION, medianGapMs: 90, seed: 97 },
    write: (session) => {
      session.type(
        `So she did not see the birdcage until the man had set it down on the counter, between the bell and the register, and had taken off his gloves to sign his name.

"One night," he said. "Perhaps two, if the line is still closed."

"It will be closed until Thursday." She turned the register towards him. "There is a charge for animals."

"It is empty," said the man, and he said it so quietly that she looked up after all. The cage was covered with a grey cloth, and under the cloth something moved, once, from one side to the other. `,
      );
      session.type(
        `She gave him the key to the room above the kitchen, which was the warmest in the house, and she did not write anything in the column for animals. In the morning the bed had not been slept in. The window stood open, the snow had come in as far as the carpet, and the cage was where he had left it, on the chair by the door, with the cloth folded neatly beside it.`,
      );
      session.changeWord("grey", "green");
      session.goToEnd();
      session.type(
        `

She carried it down to the cellar with the other things that people had forgotten. It weighed a good deal more than an empty cage should weigh.`,
      );
    },
  },
];
