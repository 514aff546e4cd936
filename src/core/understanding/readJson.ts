import * as v from "valibot";

/** More beginnings of JSON than these are not tried: a text full of brackets is no answer. */
const MOST_TRIES = 50;

const THINKING = /^\s*<(think|thinking|reasoning)>[\s\S]*?<\/\1>/i;

export type ReadJson<T> = { readonly value: T } | { readonly problem: string };

/**
 * The first JSON object or list in what a model said that `check` takes, whatever stands around it: thoughts, a fence,
 * a preface, what it says afterwards. Otherwise what is wrong, in words for the model.
 */
export function readJson<T>(said: string, check: v.GenericSchema<unknown, T>): ReadJson<T> {
  const text = said.replace(THINKING, "");
  /** What is wrong with the longest of the attempts, which is likeliest the one that was meant. */
  let worst = { length: 0, problem: "there is no JSON object in it" };
  let from = 0;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const start = text.slice(from).search(/[{[]/) + from;
    if (start < from) break;
    const end = endOfJson(text, start);
    const json = end === undefined ? undefined : parsed(text.slice(start, end));
    const result = json && v.safeParse(check, json.value);
    if (result?.success) return { value: result.output };
    const problem = result
      ? inWords(result.issues[0])
      : end === undefined
        ? "it does not end"
        : "it is not valid JSON";
    const length = (end ?? text.length) - start;
    if (length > worst.length) worst = { length, problem };
    from = json && end !== undefined ? end : start + 1;
  }
  return { problem: worst.problem };
}

function inWords(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue);
  return place === null ? issue.message : `${issue.message} at "${place}"`;
}

function parsed(json: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return undefined;
  }
}

/** The offset after the bracket that closes the one at `start`, brackets in strings left out; undefined for none. */
function endOfJson(text: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\[\s\S])*(?:"|$)|[{}[\]]/g)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    if (depth === 0) return start + index + 1;
  }
  return undefined;
}
