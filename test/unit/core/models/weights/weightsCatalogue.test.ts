import { describe, expect, it } from "vitest";
import { isRepository, isSafePath } from "../../../../../src/core/models/weights/ggufFiles";
import {
  fitsInto,
  kindByName,
  memoryNeeded,
  recommendFor,
} from "../../../../../src/core/models/weights/weightsCatalogue";

const GB = 1e9;
const list = recommendFor(16 * GB);

describe("the short list", () => {
  it("is short", () => {
    expect(list.length).toBeGreaterThanOrEqual(6);
    expect(list.length).toBeLessThanOrEqual(10);
  });

  it.each(list)("has a real place on the Hub: $repo", ({ repo, file }) => {
    expect(isRepository(repo)).toBe(true);
    expect(isSafePath(file)).toBe(true);
    expect(file).toMatch(/\.gguf$/);
  });

  it("names nothing twice", () => {
    expect(new Set(list.map(({ title }) => title)).size).toBe(list.length);
    expect(new Set(list.map(({ repo, file }) => `${repo}/${file}`)).size).toBe(list.length);
  });

  it.each(list)("has a size that fits the name, and bits to the weight: $title", ({ title, bytes }) => {
    const [, count, unit] = / ([\d.]+)([BM])\b/.exec(title) ?? [];
    const parameters = Number(count) * (unit === "B" ? 1e9 : 1e6);
    // Q4_K_M has about 4.8 bits a weight and Q8_0 8.5; names are rounded, and embeddings are kept finer.
    expect((bytes * 8) / parameters).toBeGreaterThan(4.4);
    expect((bytes * 8) / parameters).toBeLessThan(9);
  });

  it.each(list)("has languages that have a name: $title", ({ languages }) => {
    expect(languages.length).toBeGreaterThan(0);
    const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
    expect(languages.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it("is sorted by size, and has something for every machine, every task, and in Chinese", () => {
    expect(list.map(({ bytes }) => bytes)).toEqual(list.map(({ bytes }) => bytes).toSorted((a, b) => a - b));
    expect(list.some(({ kind, note }) => kind === "base" && note === "ghostText")).toBe(true);
    expect(recommendFor(2 * GB).some(({ fits }) => fits)).toBe(true);
    expect(recommendFor(4 * GB).some(({ fits, languages }) => fits && languages.includes("zh"))).toBe(true);
  });

  it("takes base models for base models by their names alone", () => {
    for (const { repo, file, kind } of list) expect([repo, kindByName(repo, file)]).toEqual([repo, kind]);
  });
});

describe("what is sensible for a machine", () => {
  it("needs more memory than the file is large, and leaves the most to others", () => {
    for (const { bytes, memoryBytes, fits } of list) {
      expect(memoryBytes).toBeGreaterThan(bytes);
      expect(fits).toBe(memoryBytes <= 16 * GB * 0.6);
    }
  });

  it("is everything on a large machine, and the large ones are not on a small one", () => {
    expect(recommendFor(32 * GB).every(({ fits }) => fits)).toBe(true);
    const fitting = recommendFor(8 * GB).filter(({ fits }) => fits);
    expect(fitting.length).toBeGreaterThan(3);
    expect(fitting.every(({ bytes }) => bytes < 4 * GB)).toBe(true);
    expect(recommendFor(GB).some(({ fits }) => fits)).toBe(false);
  });

  it("ends exactly where the memory does", () => {
    const weights = 3 * GB;
    const machine = memoryNeeded(weights) / 0.6;
    expect(fitsInto(machine + 1, weights)).toBe(true);
    expect(fitsInto(machine - 2, weights)).toBe(false);
  });
});

describe("base or instruct", () => {
  it.each([
    ["mradermacher/Qwen3-1.7B-Base-GGUF", "Qwen3-1.7B-Base.Q4_K_M", "base"],
    ["a/b", "model_base_q4", "base"],
    ["Qwen/Qwen2.5-0.5B-Instruct-GGUF", "qwen2.5-0.5b-instruct-q4_k_m", "instruct"],
    ["acme/Database-GGUF", "based-on-nothing", "instruct"],
  ])("%s is told by its name", (repo, name, kind) => {
    expect(kindByName(repo, name)).toBe(kind);
  });
});
