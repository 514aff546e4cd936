import { expect, it } from "vitest";
import { hunks } from "../../../../src/core/review/hunks";
import { drawn } from "./drawn";

// What a writer is asked to decide, to be judged by reading: original, proposal, and the hunks between them.

/** As a person sees it; "⏎" for a line break. */
const shown = (original: string, proposal: string) =>
  drawn(original, hunks(original, proposal)).replaceAll("\n", "⏎");

it.each([
  ["The old house", "The new house", "The [-old-]{+new+} house"],
  ["The house stood", "The old house stood", "The {+old +}house stood"],
  ["The big old house stood", "The house stood", "The [-big old -]house stood"],
  ["I walk home every day.", "I walked home every day.", "I [-walk-]{+walked+} home every day."],
  ["The old red house", "The new blue house", "The [-old red-]{+new blue+} house"],
  [
    "It was the beginning of the war.",
    "It was the start of the fight.",
    "It was the [-beginning-]{+start+} of the [-war-]{+fight+}.",
  ],
  [
    "Due to the fact that it was raining, we decided to stay inside of the house.",
    "Because it was raining, we stayed inside.",
    "[-Due to the fact that-]{+Because+} it was raining, we [-decided to stay inside of the house-]{+stayed inside+}.",
  ],
  [
    "In order to utilise the tool, you must first perform the installation of it.",
    "To use the tool, install it first.",
    "[-In order to utilise the tool, you must first perform the installation of it-]{+To use the tool, install it first+}.",
  ],
  ["I came. I saw. I won.", "I came and saw. I won.", "I came[-. I-]{+ and+} saw. I won."],
  ["However, the results are clear.", "The results are clear.", "[-However, the-]{+The+} results are clear."],
  [
    "A came home. C left town.",
    "A came home. B slept well. C left town.",
    "A came home. {+B slept well. +}C left town.",
  ],
  [
    "The results was very good and it show that our method are better then others.",
    "The results were very good, and they show that our method is better than others.",
    "The results [-was-]{+were+} very good{+,+} and [-it-]{+they+} show that our method [-are-]{+is+} better [-then-]{+than+} others.",
  ],
  [
    "She go to school yesterday, and she buyed a apple.",
    "She went to school yesterday and bought an apple.",
    "She [-go-]{+went+} to school yesterday[-,-] and [-she buyed a-]{+bought an+} apple.",
  ],
  ["I really think that it is good", "I think it is good", "I [-really -]think [-that -]it is good"],
  ["the big dog barked", "the dog loudly barked", "the [-big -]dog {+loudly +}barked"],
  ["Hello world", "Hello, world!", "Hello{+,+} world{+!+}"],
  ['He said "go" and left.', "He said “go” and left.", 'He said [-"go"-]{+“go”+} and left.'],
  ["Teh cat sat on teh mat.", "The cat sat on the mat.", "[-Teh-]{+The+} cat sat on [-teh-]{+the+} mat."],
  [
    "First para old.\n\nSecond para stays.",
    "First para new.\n\nSecond para stays.",
    "First para [-old-]{+new+}.⏎⏎Second para stays.",
  ],
  ["👨‍👩‍👧 family", "👨‍👩‍👦 family", "[-👨‍👩‍👧-]{+👨‍👩‍👦+} family"],
  [
    "She was tired. She went to bed early because the next day was going to be long.",
    "Exhausted, she went to bed early, as a long day lay ahead.",
    "[-She was tired. She-]{+Exhausted, she+} went to bed early[- because the next day was going to be long-]{+, as a long day lay ahead+}.",
  ],
  [
    "The committee has made a decision to postpone the meeting until next week.",
    "The committee decided to postpone the meeting to next week.",
    "The committee [-has made a decision-]{+decided+} to postpone the meeting [-until-]{+to+} next week.",
  ],
  [
    "The experiment was conducted by us in the laboratory. The temperature was kept constant.",
    "We conducted the experiment in the laboratory. We kept the temperature constant.",
    "[-The experiment was conducted by us-]{+We conducted the experiment+} in the laboratory. [-The temperature was kept-]{+We kept the temperature+} constant.",
  ],
  [
    "Alpha beta gamma. Delta epsilon zeta. Eta theta iota.",
    "Delta epsilon zeta. Alpha beta gamma. Eta theta iota.",
    "[-Alpha beta gamma. -]Delta epsilon zeta. {+Alpha beta gamma. +}Eta theta iota.",
  ],
  [
    "The quick brown fox jumps over the lazy dog.",
    "Completely different words appear in this other sentence.",
    "[-The quick brown fox jumps over the lazy dog-]{+Completely different words appear in this other sentence+}.",
  ],
  [
    "Er ging nach Hause, weil er müde war.",
    "Er ging heim, da er müde war.",
    "Er ging [-nach Hause, weil-]{+heim, da+} er müde war.",
  ],
  [
    "Es gab keine Fehler. Alles lief gut.",
    "Alles lief gut, ohne dass es Fehler gab.",
    "[-Es gab keine Fehler. -]Alles lief gut{+, ohne dass es Fehler gab+}.",
  ],
  [
    "In conclusion, it can be said that there are many different reasons why people choose to live in cities rather than in the countryside.",
    "In short, people choose cities over the countryside for many reasons.",
    "In [-conclusion, it can be said that there are many different reasons why people choose to live in cities rather than in-]{+short, people choose cities over+} the countryside{+ for many reasons+}.",
  ],
  [
    "“I don't know,” she said quietly. “Maybe tomorrow.”",
    "“I do not know,” she whispered. “Tomorrow, maybe.”",
    "“I [-don't-]{+do not+} know,” she [-said quietly-]{+whispered+}. “[-Maybe tomorrow-]{+Tomorrow, maybe+}.”",
  ],
  ["The the cat.", "The cat.", "The [-the -]cat."],
  [
    "1. First do this.\n2. Then do that.",
    "1. First, do this.\n2. Then do the other.",
    "1. First{+,+} do this.⏎2. Then do [-that-]{+the other+}.",
  ],
])("English and German prose: %j to %j", (original, proposal, expected) => {
  expect(shown(original, proposal)).toBe(expected);
});

it.each([
  ["我们今天去公园散步。", "我们明天去公园散步。", "我们[-今天-]{+明天+}去公园散步。"],
  [
    "他非常的高兴，因为他考试得了第一名。",
    "他很高兴，因为考试拿了第一。",
    "他[-非常的-]{+很+}高兴，因为[-他-]考试[-得了-]{+拿了+}第一[-名-]。",
  ],
  [
    "今天天气很好，我们决定去公园玩。公园里有很多人。",
    "今日天气晴朗，我们决定前往公园游玩。公园里游人如织。",
    "[-今天-]{+今日+}天气[-很好-]{+晴朗+}，我们决定[-去-]{+前往+}公园[-玩-]{+游玩+}。公园里[-有很多人-]{+游人如织+}。",
  ],
  [
    "我认为这个问题的解决方案是非常重要的。",
    "我认为解决这个问题非常重要。",
    "我认为{+解决+}这个问题[-的解决方案是-]非常重要[-的-]。",
  ],
  [
    "在这里，我们可以看到，数据显示了明显的增长趋势。",
    "数据显示出明显的增长趋势。",
    "[-在这里，我们可以看到，-]数据显示[-了-]{+出+}明显的增长趋势。",
  ],
  [
    "人工智能技术的快速发展，给我们的生活带来了很多的变化。但是，它也带来了一些问题。",
    "人工智能技术快速发展，为我们的生活带来了诸多变化，但也带来了一些问题。",
    "人工智能技术[-的-]快速发展，[-给-]{+为+}我们的生活带来了[-很多的变化。但是-]{+诸多变化+}，[-它-]{+但+}也带来了一些问题。",
  ],
  [
    "小明昨天去了图书馆借书，他借了三本书。",
    "昨天，小明去图书馆借了三本书。",
    "[-小明-]昨天[-去了-]{+，小明去+}图书馆[-借书，他-]借了三本书。",
  ],
  ['他说:"你好"。', "他说：“你好”。", '他说[-:"你好"-]{+：“你好”+}。'],
  [
    "昨日は公園に行きました。とても楽しかったです。",
    "昨日、公園に行った。とても楽しかった。",
    "昨日[-は-]{+、+}公園に[-行きました-]{+行った+}。とても楽しかった[-です-]。",
  ],
  // Most of it is new: what remained between would only get in the way.
  [
    "他说很好，你看不行，我想去玩。",
    "她说太好，您看可行，你想来玩。",
    "[-他说很好，你看不行，我想去-]{+她说太好，您看可行，你想来+}玩。",
  ],
])("Chinese and Japanese: %j to %j", (original, proposal, expected) => {
  expect(shown(original, proposal)).toBe(expected);
});

it.each([
  [
    "See [the docs](https://a.b/c) for more.",
    "See [the docs](https://a.b/d) for more.",
    "See [the docs]([-link:https://a.b/c-]{+link:https://a.b/d+}) for more.",
  ],
  [
    "See [the docs](https://a.b/c) for more.",
    "Read [the manual](https://a.b/d) for more details.",
    "[-See-]{+Read+} [the [-docs-]{+manual+}]([-link:https://a.b/c-]{+link:https://a.b/d+}) for more{+ details+}.",
  ],
  [
    "See [the docs](https://a.b/c) for more.",
    "See the docs for more.",
    "See [-link:[the docs](https://a.b/c)-]{+link:the docs+} for more.",
  ],
  [
    "See the docs for more.",
    "See [the docs](https://a.b/c) for more.",
    "See [-link:the docs-]{+link:[the docs](https://a.b/c)+} for more.",
  ],
  [
    "As shown before [@smith99], this works well.",
    "As shown earlier [@smith98], this works very well.",
    "As shown [-before-]{+earlier+} [-cite:[@smith99]-]{+cite:[@smith98]+}, this works {+very +}well.",
  ],
  [
    "As shown \\cite{smith99}, this work.",
    "As shown in \\cite{smith99,doe}, this works.",
    "As shown {+in +}[-cite:\\cite{smith99}-]{+cite:\\cite{smith99,doe}+}, this [-work-]{+works+}.",
  ],
  [
    "Text with a note[^1] here.",
    "Text with note[^2] here.",
    "Text with [-a -]note[-cite:[^1]-]{+cite:[^2]+} here.",
  ],
  [
    "Go to https://example.com/a and see.",
    "Visit https://example.com/b and look.",
    "[-Go to-]{+Visit+} [-link:https://example.com/a-]{+link:https://example.com/b+} and [-see-]{+look+}.",
  ],
  [
    "| a | b |\n|---|---|\n| old | two |\n",
    "| a | b |\n|---|---|\n| new | two |\n",
    "| a | b |⏎|---|---|⏎| [-cell:old-]{+cell:new+} | two |⏎",
  ],
  [
    "| a | b |\n|---|---|\n| old | two |\n",
    "| a   | b   |\n|-----|-----|\n| newer | two |\n",
    "| a {+space:  +}| b {+space:  +}|⏎|---{+space:--+}|---{+space:--+}|⏎| [-cell:old-]{+cell:newer+} | two |⏎",
  ],
  [
    "| a | b |\n|---|---|\n| old | two |\n",
    "| a | b |\n|---|---|\n| old | two |\n| x | y |\n",
    "| a | b |⏎|---|---|⏎| old | two |⏎{+cell:| x | y |⏎+}",
  ],
  [
    "| a | b |\n|---|---|\n| old | two |\n",
    "| a | b | c |\n|---|---|---|\n| old | two | z |\n",
    "| a | b {+cell:| c +}|⏎|---|---{+cell:|---+}|⏎| old | two {+cell:| z +}|⏎",
  ],
  [
    "- one thing\n- two thing\n- three thing",
    "- one thing\n- two things\n- new thing\n- three thing",
    "- one thing⏎- two {+things⏎- new +}thing⏎- three thing",
  ],
  ["This is **very** important.", "This is *very* important.", "This is [-**very**-]{+*very*+} important."],
  ["This is very important.", "This is **very** important.", "This is [-very-]{+**very**+} important."],
  ["# Old title\n\nText here.", "# New title\n\nText here.", "# [-Old-]{+New+} title⏎⏎Text here."],
  [
    "\\section{Intro} We shows \\emph{good} results.",
    "\\section{Introduction} We show \\textbf{good} results.",
    "\\section{[-Intro-]{+Introduction+}} We [-shows-]{+show+} \\[-emph-]{+textbf+}{good} results.",
  ],
  [
    '![old alt](img.png "t") text',
    '![new alt](img2.png "t") text',
    '![[-old-]{+new+} alt]([-link:img.png "t"-]{+link:img2.png "t"+}) text',
  ],
  [
    "The data was analysed using a t-test (p < 0.05), which showed a significant effect.",
    "We analysed the data with a t-test (p < 0.05), showing a significant effect.",
    "[-The data was analysed using-]{+We analysed the data with+} a t-test (p < 0.05), [-which showed-]{+showing+} a significant effect.",
  ],
  [
    "本文提出了一种方法[@wang20]，效果很好。",
    "本文提出一种新方法[@wang21]，效果显著。",
    "本文提出[-了-]一种{+新+}方法[-cite:[@wang20]-]{+cite:[@wang21]+}，效果[-很好-]{+显著+}。",
  ],
  [
    "> A quote that are wrong.\n\nText.",
    "> A quote that is wrong.\n\nText.",
    "> A quote that [-are-]{+is+} wrong.⏎⏎Text.",
  ],
  [
    "We use $x^2$ and get $y$.",
    "We use $x^3$ and obtain $y$.",
    "We use $x^[-2-]{+3+}$ and [-get-]{+obtain+} $y$.",
  ],
  [
    "See <https://a.b/c> or [[Some page]].",
    "See <https://a.b/d> or [[Other page|it]].",
    "See [-link:<https://a.b/c>-]{+link:<https://a.b/d>+} or [-link:[[Some page]]-]{+link:[[Other page|it]]+}.",
  ],
  [
    "Compare \\cite{a} and \\ref{fig:1} with \\url{https://a.b}.",
    "Compare \\cite{b} and \\ref{fig:2} with \\url{https://a.c}.",
    "Compare [-cite:\\cite{a}-]{+cite:\\cite{b}+} and [-cite:\\ref{fig:1}-]{+cite:\\ref{fig:2}+} with [-link:\\url{https://a.b}-]{+link:\\url{https://a.c}+}.",
  ],
  [
    "\\begin{tabular}{ll}\na & old \\\\\nc & d \\\\\n\\end{tabular}",
    "\\begin{tabular}{ll}\na & new \\\\\nc & d \\\\\n\\end{tabular}",
    "\\begin{tabular}{ll}⏎a & [-cell:old-]{+cell:new+} \\\\⏎c & d \\\\⏎\\end{tabular}",
  ],
  [
    "Text [a](u) and [b](v).",
    "Text [b](v) and [a](u).",
    "Text [-link:[a](u) -][-and -][b](v){+ and +}{+link:[a](u)+}.",
  ],
  [
    "No link here at all.",
    "No link [here](https://evil.example) at all.",
    "No link [-link:here-]{+link:[here](https://evil.example)+} at all.",
  ],
  [
    "Old sentence with [a link](https://a.b) inside it.",
    "A wholly rewritten one where [a link](https://evil.example) hides.",
    "[-Old sentence with-]{+A wholly rewritten one where+} [a link]([-link:https://a.b-]{+link:https://evil.example+}) [-inside it-]{+hides+}.",
  ],
])("Markdown and LaTeX: %j to %j", (original, proposal, expected) => {
  expect(shown(original, proposal)).toBe(expected);
});

it.each([
  ["a  b c", "a b c", "a [-space: -]b c"],
  [
    "One line\nwrapped here and\nthere it goes.",
    "One line wrapped here\nand there it goes.",
    "One line[-space:⏎-]{+space: +}wrapped here[-space: -]{+space:⏎+}and[-space:⏎-]{+space: +}there it goes.",
  ],
  ["One para. It goes on.", "One para.\n\nIt goes on.", "One para.[-space: -]{+space:⏎⏎+}It goes on."],
  ["One para.\n\nIt goes on.", "One para. It goes on.", "One para.[-space:⏎⏎-]{+space: +}It goes on."],
  ["使用Git工具进行版本管理", "使用 Git 工具进行版本管理", "使用{+space: +}Git{+space: +}工具进行版本管理"],
  [
    "Alot of people has seen it , i think .",
    "A lot of people have seen it, I think.",
    "[-Alot-]{+A lot+} of people [-has-]{+have+} seen it[-space: -], [-i-]{+I+} think[-space: -].",
  ],
])("white space: %j to %j", (original, proposal, expected) => {
  expect(shown(original, proposal)).toBe(expected);
});
