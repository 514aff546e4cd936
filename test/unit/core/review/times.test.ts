import { expect, it } from "vitest";
import { applyHunks } from "../../../../src/core/review/applyHunks";
import { growingHunks } from "../../../../src/core/review/growingHunks";
import { hunks } from "../../../../src/core/review/hunks";
import { Random } from "../../../bench/ghost/random";
import { CHINESE, ENGLISH, manuscript, revised, written, type Language } from "../../../bench/review";

const SIZE = 200_000;

function texts(language: Language, size: number, share: number): [original: string, proposal: string] {
  const random = new Random(7);
  const before = manuscript(language, size, random);
  return [written(before), written(revised(before, language, share, random))];
}

function anew(language: Language, size: number): [original: string, proposal: string] {
  return [
    written(manuscript(language, size, new Random(1))),
    written(manuscript(language, size, new Random(2))),
  ];
}

it.each([
  ["English, every tenth sentence changed", ...texts(ENGLISH, SIZE, 0.1)],
  ["English, half of the sentences changed", ...texts(ENGLISH, SIZE, 0.5)],
  ["English, all changed", ...texts(ENGLISH, SIZE, 1)],
  ["English, another text", ...anew(ENGLISH, SIZE)],
  [
    "English on one line, another text",
    ...(anew(ENGLISH, SIZE).map((text) => text.replace(/[.\n]/g, "")) as [string, string]),
  ],
  ["Chinese, every tenth sentence changed", ...texts(CHINESE, SIZE, 0.1)],
  ["Chinese, all changed", ...texts(CHINESE, SIZE, 1)],
  ["Chinese, another text", ...anew(CHINESE, SIZE)],
  ["English of 6,000 characters, another text", ...anew(ENGLISH, 6000)],
  ["Chinese of 6,000 characters, another text", ...anew(CHINESE, 6000)],
  ["brackets that nothing closes", "[a ".repeat(SIZE / 3), "[b ".repeat(SIZE / 3)],
  ["one letter", "a".repeat(SIZE), "a".repeat(SIZE - 1)],
])("compares 200 KB in time: %s", (name, original, proposal) => {
  const started = performance.now();
  const all = hunks(original, proposal);
  console.log(`${name}: ${Math.round(performance.now() - started)} ms, ${all.length} hunks`);
  expect(applyHunks(original, all, () => true)).toBe(proposal);
});

it.each([
  ["English, a fifth changed", ...texts(ENGLISH, 6000, 0.2)],
  ["English, another text", ...anew(ENGLISH, 6000)],
  ["Chinese, all changed", ...texts(CHINESE, 6000, 1)],
  ["Chinese, another text", ...anew(CHINESE, 6000)],
])("follows a growing proposal: %s", (name, original, proposal) => {
  const times: number[] = [];
  for (let length = 20; length < proposal.length; length += 97) {
    const started = performance.now();
    growingHunks(original, proposal.slice(0, length));
    times.push(performance.now() - started);
  }
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  console.log(`growing ${name}: mean ${mean.toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms`);
  expect(times.length).toBeGreaterThan(10);
});
