import { Session } from "./session";
import { SCRIPTS } from "./sessions";
import syllables from "./syllables.json";
import type { Trace } from "./trace";

/** The sessions as traces; the same on every run. */
export function makeTraces(): Trace[] {
  return SCRIPTS.map(({ name, about, languageId, language, start, write }) => {
    const session = new Session(start, syllables);
    write(session);
    const { document, medianGapMs } = start;
    return {
      name,
      about,
      languageId,
      language,
      medianGapMs,
      document,
      cursor: document.length,
      events: session.events,
      finalText: session.text,
    };
  });
}

/** A trace as its file holds it, one event a line, as Prettier would have it. */
export function traceFile({ events, ...trace }: Trace): string {
  const lines = events.map((event) => `    ${spaced(event)}`).join(",\n");
  const rest = JSON.stringify({ ...trace, events: [] }, undefined, 2);
  return `${rest.replace(/\[\]\n\}$/, () => `[\n${lines}\n  ]\n}`)}\n`;
}

function spaced(event: object): string {
  const fields = Object.entries(event).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
  return `{ ${fields.join(", ")} }`;
}
