import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { readJson } from "../../../../src/core/understanding/readJson";

const check = v.object({ names: v.array(v.string()) });
const read = (said: string) => readJson(said, check);
const JSON_ANSWER = '{"names": ["Anna", "“Emma” } ]"]}';
const VALUE = { names: ["Anna", "“Emma” } ]"] };

describe("JSON in an answer", () => {
  it.each([
    ["alone", JSON_ANSWER],
    ["in a fence", `\`\`\`json\n${JSON_ANSWER}\n\`\`\``],
    ["after a preface with brackets", `Sure [1] {here} it is: ${JSON_ANSWER}`],
    ["before prose", `${JSON_ANSWER}\n\nI hope {this} helps! []`],
    ["after thoughts that have another try", `<think>{"names": ["Bob"]}?</think>\n${JSON_ANSWER}`],
    ["after another object", `{"note": "as asked"} ${JSON_ANSWER}`],
    ["in a web page", `<html><script>var a = {};</script><p>${JSON_ANSWER}</p></html>`],
    ["in another object", `{"result": ${JSON_ANSWER}`],
  ])("is found %s", (_, said) => {
    expect(read(said)).toEqual({ value: VALUE });
  });

  it.each([
    ["prose", "I am sorry, but I cannot help with that.", /no JSON/],
    ["nothing", "", /no JSON/],
    ["a web page", "<html><body>502 Bad Gateway</body></html>", /no JSON/],
    ["half of it", '{"names": ["Anna", "Bo', /does not end/],
    ["what is no JSON", "{names: ['Anna']}", /not valid JSON/],
    ["another form", '{"name": "Anna"}', /names/],
    ["another type inside", '{"names": ["Anna", 7]}', /names\.1/],
  ])("is not in %s, and it is said why", (_, said, why) => {
    expect(read(said)).toEqual({ problem: expect.stringMatching(why) as string });
  });

  it("gives up on a text full of brackets", () => {
    expect(read("[{".repeat(20_000))).toHaveProperty("problem");
  });

  it("is found whatever stands around it that has no brackets", () => {
    const around = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[{}[\]<>]/g, ""));
    fc.assert(
      fc.property(around, around, fc.array(fc.string()), (before, after, names) => {
        expect(read(`${before}${JSON.stringify({ names })}${after}`)).toEqual({ value: { names } });
      }),
    );
  });

  it("is never found in a part of it", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(), (names, at) => {
        const whole = JSON.stringify({ names });
        expect(read(whole.slice(0, at % whole.length))).toHaveProperty("problem");
      }),
    );
  });
});
