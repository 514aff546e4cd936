import type { Example } from "../models/prompt";
import { MATERIAL } from "./chatBatches";

/** What a model is told before it labels passages, and how it is done. */
export interface LabelPrompt {
  readonly system: string;
  readonly examples: readonly Example[];
}

const ANSWER_FORM =
  "Answer with one JSON object and nothing else: " +
  '{"passages": [{"number": 1, "label": "…", "score": 0.9}], "whole": {"label": "…", "score": 0.8}}. ' +
  'Name every passage once, by its number, and in "whole" the label of all of them together. The score says how sure ' +
  "you are, from 0 to 1.";

export function sentimentPrompt(): LabelPrompt {
  return {
    system:
      "You judge the sentiment of each numbered passage of a text: the feeling or judgement that its words carry. " +
      "positive: pleased, hopeful, approving. negative: sad, angry, afraid, disapproving. neutral: neither, plain " +
      `facts. mixed: clearly both. ${ANSWER_FORM} ${MATERIAL}`,
    examples: [
      {
        input: numbered([
          "The room was light and the tea was hot.",
          "Then the roof fell in.",
          "It was Tuesday.",
        ]),
        output: JSON.stringify({
          passages: [
            { number: 1, label: "positive", score: 0.8 },
            { number: 2, label: "negative", score: 0.95 },
            { number: 3, label: "neutral", score: 0.9 },
          ],
          whole: { label: "mixed", score: 0.7 },
        }),
      },
      {
        input: numbered(["这本书让我很失望。"]),
        output: JSON.stringify({
          passages: [{ number: 1, label: "negative", score: 0.95 }],
          whole: { label: "negative", score: 0.95 },
        }),
      },
    ],
  };
}

/** What each of our own intents means. */
const MEANINGS: Readonly<Record<string, string>> = {
  inform: "states facts or explains",
  ask: "wants to know something",
  request: "wants somebody to do something",
  promise: "says what the writer will do",
  persuade: "argues for a view",
  complain: "says what is wrong",
  thank: "thanks",
  apologise: "says sorry",
  greet: "greets or says goodbye",
  narrate: "tells what happened",
  describe: "says how something looks or is",
  express: "utters a feeling",
};

export function intentPrompt(labels: readonly string[]): LabelPrompt {
  const meant = labels.map((label) => {
    const meaning = Object.hasOwn(MEANINGS, label) ? MEANINGS[label] : undefined;
    return JSON.stringify(label) + (meaning === undefined ? "" : ` (${meaning})`);
  });
  const [first = "", second = first] = labels;
  return {
    system:
      "You say what each numbered passage of a text is meant to do. For each choose the one of these labels that fits " +
      `best, written exactly so: ${meant.join(", ")}. ${ANSWER_FORM} ${MATERIAL}`,
    // Of the writer's own labels nobody can say which would fit: the example shows the form, and two of the labels.
    examples: [
      {
        input: numbered([`This passage is about “${first}”.`, `This passage is about “${second}”.`]),
        output: JSON.stringify({
          passages: [
            { number: 1, label: first, score: 0.9 },
            { number: 2, label: second, score: 0.8 },
          ],
          whole: { label: first, score: 0.6 },
        }),
      },
    ],
  };
}

/** Passages as the model is shown them, beginning with number 1. */
export function numbered(passages: readonly string[]): string {
  return passages.map((passage, index) => `<passage number="${index + 1}">${passage}</passage>`).join("\n");
}
