import { describe, expect, it } from "vitest";
import { dropTooSmall } from "../../../../../src/core/completion/postprocess/dropTooSmall";
import { at } from "../cursor";

const drop = (text: string, prefix = "The captain") => dropTooSmall(text, at("║", { prefix }));

describe("dropTooSmall", () => {
  it.each(["", ".", " ...", "。", " a", "海", "1.", "— x", "😀😀"])("drops %j", (text) => {
    expect(drop(text)).toBe("");
  });

  it.each([" is", "大海", " 42", "den.", "é-é", "𠮷𠮷"])("keeps %j", (text) => {
    expect(drop(text)).toBe(text);
  });

  it("drops what already stands just before the cursor", () => {
    expect(drop("It rained all day.", "It rained all day. ")).toBe("");
    expect(drop(" It rained all day.", "Then: It rained all day. He slept.")).toBe("");
  });

  it("keeps what stands far before the cursor, and what is short", () => {
    expect(drop("It rained all day.", `It rained all day.${"x".repeat(500)}`)).toBe("It rained all day.");
    expect(drop(" so it was", "and so it was and")).toBe(" so it was");
  });
});
