import type { LanguageModel } from "../models/languageModel";
import type { Label, TaskModel } from "../models/tasks/taskModel";
import type { TextRange } from "../text/textEdit";
import { SENTIMENTS, type Finding, type Found, type WholeLabel } from "./analysis";
import { passageLabelsForm, type PassageLabels } from "./answerForms";
import { batchTokens, CHATS_AT_ONCE } from "./chatBatches";
import { fewAtOnce } from "./fewAtOnce";
import { candidateFor, chosenLabel, sentimentLabel, type NamedLabel } from "./labelNames";
import { intentPrompt, numbered, sentimentPrompt, type LabelPrompt } from "./passagePrompt";
import { structuredAnswer } from "./structuredAnswer";
import { TASK_TOKENS, TASKS_AT_ONCE } from "./taskLimits";
import { batches, textPieces } from "./textPieces";
import { wholeLabel } from "./wholeLabel";

/** Of one request: longer lists are where models begin to leave passages out. */
const MOST_PASSAGES = 40;
/** Of the answer, for each passage and for what stands around them. */
const PASSAGE_TOKENS = 30;
const FRAME_TOKENS = 100;

/** The sentiment of each passage of `text`, by a classifier. Throws ModelError. */
export function sentimentByTask(text: string, model: TaskModel, signal: AbortSignal): Promise<Found> {
  return labelByTask(
    text,
    (passage, combined) => model.classifyText(passage, combined),
    sentimentLabel,
    signal,
  );
}

/** Which of `labels` each passage of `text` fits, by a zero-shot classifier. Throws ModelError. */
export function intentByTask(
  text: string,
  labels: readonly string[],
  model: TaskModel,
  signal: AbortSignal,
): Promise<Found> {
  const labelOf = new Map(labels.map((label) => [candidateFor(label), label]));
  return labelByTask(
    text,
    (passage, combined) => model.classifyZeroShot(passage, [...labelOf.keys()], combined),
    (candidate) => ({ label: labelOf.get(candidate) ?? candidate }),
    signal,
  );
}

/** The sentiment of each passage of `text`, by a model that is told what to do. Throws ModelError. */
export function sentimentByChat(text: string, model: LanguageModel, signal: AbortSignal): Promise<Found> {
  return labelByChat(text, SENTIMENTS, sentimentPrompt(), model, signal);
}

/** Which of `labels` each passage of `text` fits, by a model that is told what to do. Throws ModelError. */
export function intentByChat(
  text: string,
  labels: readonly string[],
  model: LanguageModel,
  signal: AbortSignal,
): Promise<Found> {
  return labelByChat(text, labels, intentPrompt(labels), model, signal);
}

async function labelByTask(
  text: string,
  classify: (passage: string, signal: AbortSignal) => Promise<readonly Label[]>,
  name: (label: string) => NamedLabel,
  signal: AbortSignal,
): Promise<Found> {
  const pieces = textPieces(text, TASK_TOKENS);
  const findings = await fewAtOnce(
    pieces,
    TASKS_AT_ONCE,
    async (piece, combined): Promise<Finding[]> => {
      const passage = text.slice(piece.start, piece.end);
      const [likeliest] = await classify(passage, combined);
      return likeliest ? [{ ...piece, text: passage, ...name(likeliest.label), score: likeliest.score }] : [];
    },
    signal,
  );
  return withWhole(findings.flat(), 0, undefined);
}

async function labelByChat(
  text: string,
  labels: readonly string[],
  prompt: LabelPrompt,
  model: LanguageModel,
  signal: AbortSignal,
): Promise<Found> {
  const room = batchTokens(model, prompt);
  const groups = batches(text, textPieces(text, room), room).flatMap(inShortLists);
  const form = passageLabelsForm(labels);
  const answers = await fewAtOnce(
    groups,
    CHATS_AT_ONCE,
    async (pieces, combined) => {
      const content = numbered(pieces.map(({ start, end }) => text.slice(start, end)));
      const maxTokens = FRAME_TOKENS + PASSAGE_TOKENS * pieces.length;
      const answer = await structuredAnswer(model, { ...prompt, content, maxTokens }, form, combined);
      return { ...labelledPieces(text, pieces, answer, labels), whole: answer.whole };
    },
    signal,
  );
  // Of several requests none was about the whole text.
  const own = answers.length === 1 ? answers[0]?.whole : undefined;
  const label = own && chosenLabel(own.label, labels);
  return withWhole(
    answers.flatMap(({ findings }) => findings),
    answers.reduce((sum, { dropped }) => sum + dropped, 0),
    label === undefined ? undefined : { label, ...(own?.score !== undefined && { score: own.score }) },
  );
}

/** Each piece with the first label that it was given; numbers and labels that there are not are dropped. */
function labelledPieces(
  text: string,
  pieces: readonly TextRange[],
  { passages }: PassageLabels,
  labels: readonly string[],
): Pick<Found, "findings" | "dropped"> {
  const found = new Map<TextRange, Finding>();
  let dropped = 0;
  for (const { number, label: own, score } of passages) {
    const piece = pieces[number - 1];
    const label = chosenLabel(own, labels);
    if (!piece || label === undefined) dropped++;
    else if (!found.has(piece)) {
      const passage = text.slice(piece.start, piece.end);
      found.set(piece, { ...piece, text: passage, label, ...(score !== undefined && { score }) });
    }
  }
  return { findings: pieces.flatMap((piece) => found.get(piece) ?? []), dropped };
}

function inShortLists(pieces: readonly TextRange[]): TextRange[][] {
  const count = Math.ceil(pieces.length / MOST_PASSAGES);
  return Array.from({ length: count }, (_, i) => pieces.slice(i * MOST_PASSAGES, (i + 1) * MOST_PASSAGES));
}

function withWhole(findings: readonly Finding[], dropped: number, own: WholeLabel | undefined): Found {
  const worked = wholeLabel(findings);
  // A label of the whole from a model that has none for any part of it is a guess.
  const whole = worked && (own ?? worked);
  return { findings, dropped, ...(whole && { whole }) };
}
