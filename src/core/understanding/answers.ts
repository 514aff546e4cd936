import type { LanguageModel } from "../models/languageModel";
import type { TaskModel } from "../models/tasks/taskModel";
import { ANSWER, type Finding, type Found } from "./analysis";
import { quotedAnswersForm } from "./answerForms";
import { batchTokens, CHATS_AT_ONCE, MATERIAL } from "./chatBatches";
import { fewAtOnce } from "./fewAtOnce";
import { quoteFinder } from "../text/quotePlaces";
import { structuredAnswer } from "./structuredAnswer";
import { TASK_TOKENS, TASKS_AT_ONCE } from "./taskLimits";
import { textPieces, windows } from "./textPieces";

/** Room for a few quotes and a sentence on each. */
const ANSWER_TOKENS = 800;

const PROMPT = {
  system:
    "You answer a question from a text, and from nothing else that you know. Answer with one JSON object and nothing " +
    'else: {"answers": [{"quote": "…", "answer": "…", "score": 0.9}]}. Each quote is the shortest passage that answers ' +
    "the question, copied from the text letter by letter; the answer says the same in a few words, in the language of " +
    "the question; the score says how sure you are, from 0 to 1. The best comes first. Where the text does not say, the " +
    `list is empty. ${MATERIAL}`,
  examples: [
    {
      input:
        "<question>Who hid the letter?</question>\n<text>It was late. Anna hid the letter in the clock.</text>",
      output: JSON.stringify({ answers: [{ quote: "Anna hid the letter", answer: "Anna", score: 0.95 }] }),
    },
    {
      input:
        "<question>When was the house built?</question>\n<text>The house stood on a hill above the town.</text>",
      output: JSON.stringify({ answers: [] }),
    },
  ],
};

/** The likeliest answer that a model of question answering finds in `text`. Throws ModelError. */
export async function answerByTask(
  question: string,
  text: string,
  model: TaskModel,
  signal: AbortSignal,
): Promise<Found> {
  const found = await fewAtOnce(
    windows(text, textPieces(text, TASK_TOKENS), TASK_TOKENS),
    TASKS_AT_ONCE,
    async ({ start, end }, combined): Promise<Finding[]> => {
      const { score, ...place } = await model.answer(question, text.slice(start, end), combined);
      if (place.answer.trim() === "") return []; // this part does not say
      const at = { start: start + place.start, end: start + place.end };
      return [{ ...at, text: text.slice(at.start, at.end), label: ANSWER, score }];
    },
    signal,
  );
  // Made to find something in each part, it means it only where it is surest.
  const best = likeliest(found.flat());
  return { findings: best ? [best] : [], dropped: 0, ...(best && { answer: best.text }) };
}

/** The passages of `text` that answer the question, by a model that is told what to do. Throws ModelError. */
export async function answerByChat(
  question: string,
  text: string,
  model: LanguageModel,
  signal: AbortSignal,
): Promise<Found> {
  const room = batchTokens(model, PROMPT);
  const form = quotedAnswersForm();
  const parts = await fewAtOnce(
    windows(text, textPieces(text, room), room),
    CHATS_AT_ONCE,
    async ({ start, end }, combined) => {
      const part = text.slice(start, end);
      const content = `<question>${question}</question>\n<text>${part}</text>`;
      const asked = { ...PROMPT, content, maxTokens: ANSWER_TOKENS };
      const { answers } = await structuredAnswer(model, asked, form, combined);
      const placesOf = quoteFinder(part);
      return answers
        .filter(({ quote }) => quote.trim() !== "")
        .map(({ quote, answer: note, score }): Finding | undefined => {
          const [place] = placesOf(withoutMarks(quote), { anyCase: true });
          return (
            place && {
              start: start + place.start,
              end: start + place.end,
              text: part.slice(place.start, place.end),
              label: ANSWER,
              ...(score !== undefined && { score }),
              ...(note && { note }),
            }
          );
        });
    },
    signal,
  );
  const all = parts.flat();
  const named = all.filter((finding) => finding !== undefined);
  const findings = [
    ...new Map(named.map((finding) => [`${finding.start} ${finding.end}`, finding])).values(),
  ];
  const best = likeliest(findings);
  return {
    findings: findings.sort((a, b) => a.start - b.start || a.end - b.end),
    dropped: all.length - named.length,
    ...(best && { answer: best.text }),
  };
}

/** The surest, or the first where nothing is said of that. */
function likeliest(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))[0];
}

/** Models put quotation marks around a quote, an ellipsis where they broke off, a full stop at the end of it. */
function withoutMarks(quote: string): string {
  const bare = quote.trim().replace(/^(?:["'“”‘’「」『』]|\.{3}|…)+|(?:["'“”‘’「」『』.。…,，;；])+$/gu, "");
  return bare.trim() === "" ? quote : bare;
}
