import type { LanguageModel } from "../models/languageModel";
import type { FoundEntities, TaskModel } from "../models/tasks/taskModel";
import { trimRange } from "../text/paragraph";
import { estimateTokens } from "../text/tokenEstimate";
import type { Finding, Found } from "./analysis";
import { namedEntitiesForm } from "./answerForms";
import { batchTokens, CHATS_AT_ONCE, MATERIAL } from "./chatBatches";
import { fewAtOnce } from "./fewAtOnce";
import { entityLabel } from "./labelNames";
import { namedPlaces } from "./namedPlaces";
import { structuredAnswer } from "./structuredAnswer";
import { TASK_TOKENS, TASKS_AT_ONCE } from "./taskLimits";
import { textPieces, windows } from "./textPieces";

/** An answer of names is at the most about twice as long as a text that is nothing but names, and its frame. */
const ANSWER_SHARE = 2;
const FRAME_TOKENS = 200;

const PROMPT = {
  system:
    "You find the names in a text. person: people and characters. place: countries, towns, rivers, buildings. " +
    "organisation: companies, offices, clubs, parties. date: dates, years and named times. work: titles of books, " +
    "films, songs, pictures. other: any other proper name. Answer with one JSON object and nothing else: " +
    '{"entities": [{"text": "…", "kind": "person"}]}. Copy each name from the text letter by letter, as often as it is ' +
    "written differently, and leave out pronouns and common nouns. Where there are no names the list is empty. " +
    MATERIAL,
  examples: [
    {
      input: "<text>On 3 May Anna Berg left Oslo for the Red Cross. Anna took “Emma” along.</text>",
      output: JSON.stringify({
        entities: [
          { text: "3 May", kind: "date" },
          { text: "Anna Berg", kind: "person" },
          { text: "Oslo", kind: "place" },
          { text: "Red Cross", kind: "organisation" },
          { text: "Anna", kind: "person" },
          { text: "Emma", kind: "work" },
        ],
      }),
    },
    { input: "<text>It rained, and we stayed in bed.</text>", output: JSON.stringify({ entities: [] }) },
  ],
};

/** The names in `text`, by a tagger. Throws ModelError. */
export async function entitiesByTask(text: string, model: TaskModel, signal: AbortSignal): Promise<Found> {
  const ranges = windows(text, textPieces(text, TASK_TOKENS), TASK_TOKENS);
  const found = await fewAtOnce(
    ranges,
    TASKS_AT_ONCE,
    async ({ start, end }, combined) =>
      tagged(text, start, await model.findEntities(text.slice(start, end), combined)),
    signal,
  );
  return together(found);
}

/** The names in `text`, by a model that is told what to do: every place of each name that it copied. Throws ModelError. */
export async function entitiesByChat(
  text: string,
  model: LanguageModel,
  signal: AbortSignal,
): Promise<Found> {
  const room = batchTokens(model, PROMPT);
  const form = namedEntitiesForm();
  const found = await fewAtOnce(
    windows(text, textPieces(text, room), room),
    CHATS_AT_ONCE,
    async ({ start, end }, combined) => {
      const part = text.slice(start, end);
      const maxTokens = FRAME_TOKENS + ANSWER_SHARE * estimateTokens(part);
      const question = { ...PROMPT, content: `<text>${part}</text>`, maxTokens };
      const { entities } = await structuredAnswer(model, question, form, combined);
      const { findings, dropped } = namedPlaces(
        part,
        entities.map(({ text: name, kind }) => ({ quote: name, ...entityLabel(kind) })),
      );
      return {
        findings: findings.map((finding) => ({
          ...finding,
          start: start + finding.start,
          end: start + finding.end,
        })),
        dropped,
      };
    },
    signal,
  );
  return together(found);
}

/** What a tagger found in the part of `text` that begins at `offset`. */
function tagged(text: string, offset: number, { entities, dropped }: FoundEntities): Found {
  const findings: Finding[] = [];
  for (const { start, end, label: own, score } of entities.toSorted((a, b) => a.start - b.start)) {
    const place = trimRange(text, { start: offset + start, end: offset + end });
    if (place.start === place.end) continue;
    const last = findings.at(-1);
    const named = entityLabel(own);
    // A word that the tokenizer cut, of which each half was tagged by itself.
    const goesOn = last?.end === place.start && last.label === named.label;
    if (goesOn) findings.pop();
    const from = goesOn ? last.start : place.start;
    findings.push({
      start: from,
      end: place.end,
      text: text.slice(from, place.end),
      ...named,
      score: goesOn ? Math.min(last.score ?? 1, score) : score,
    });
  }
  return { findings, dropped };
}

function together(parts: readonly Found[]): Found {
  return {
    findings: parts.flatMap(({ findings }) => findings),
    dropped: parts.reduce((sum, { dropped }) => sum + dropped, 0),
  };
}
