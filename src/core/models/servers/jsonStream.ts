import { ModelError } from "../modelError";

/** The longest line that is held, in UTF-16 code units; a longer one is no answer of a model. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * The values of a stream of JSON, one a line (https://github.com/ndjson/ndjson-spec). Throws ModelError
 * "badResponse" for what is no JSON, and what fetch throws when the connection breaks.
 */
export async function* jsonLines(response: Response, subject: string): AsyncGenerator {
  for await (const line of lines(response, subject)) {
    if (line !== "") yield parsed(line, subject);
  }
}

/**
 * The values of a stream of server-sent events whose data is JSON, up to OpenAI's `[DONE]`
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation). Throws as
 * `jsonLines` does.
 */
export async function* jsonEvents(response: Response, subject: string): AsyncGenerator {
  let data: string[] = [];
  for await (const line of lines(response, subject)) {
    if (line.startsWith("data:")) {
      data.push(line.slice("data:".length));
    } else if (line === "" && data.length > 0) {
      const text = data.join("\n").trim();
      if (text === "[DONE]") return;
      data = [];
      yield parsed(text, subject);
    }
  }
}

/** Lines without their ends. Leaving early closes the connection. */
async function* lines({ body }: Response, subject: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(); // keeps half a character until its other half has come
  let rest = "";
  for await (const bytes of body ?? []) {
    const [end = "", ...more] = decoder.decode(bytes as Uint8Array, { stream: true }).split("\n");
    rest += end;
    for (const next of more) {
      yield rest.replace(/\r$/, "");
      rest = next;
    }
    if (rest.length > LONGEST_LINE) throw new ModelError("badResponse", { subject, detail: "too long" });
  }
  if (rest !== "") yield rest;
}

function parsed(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the parser's own error, which quotes the text.
    throw new ModelError("badResponse", { subject, detail: "no JSON" });
  }
}
