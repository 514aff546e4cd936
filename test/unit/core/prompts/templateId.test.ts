import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkFile } from "../../../../src/core/prompts/templateSize";
import { freeId, isSameId, safeId, templateId } from "../../../../src/core/prompts/templateId";

describe("templateId", () => {
  it.each([
    ["Cover Letter", "coverLetter"],
    ["求职信", "求职信"],
    ["README section", "rEADMESection"],
    ["../../etc/passwd", "etcPasswd"],
    ["C:\\Windows\\x.exe", "cWindowsXExe"],
    ["Poem (short!)", "poemShort"],
    ["CON", "templatecON"],
    ["???", "template"],
    ["", "template"],
    ["Cafe\u0301", "café"],
  ])("of %j is %s", (name, id) => {
    expect(templateId(name)).toBe(id);
  });

  it("is none that is taken, on systems that do not tell capitals apart", () => {
    expect(templateId("Poem", ["POEM", "poem2"])).toBe("poem3");
    expect(templateId("Poem", new Set(["ode"]))).toBe("poem");
  });

  it("is a file's name, whatever the template is called", () => {
    const names = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constantFrom("nul", "Aux", "com1", "..", "~"),
    );
    fc.assert(
      fc.property(names, fc.array(names), (name, taken) => {
        const id = templateId(name, taken);
        expect(checkFile(id, "text")).toBe("text");
        expect(id).toMatch(/^[\p{L}\p{N}\p{M}]{1,90}$/u);
        expect(id).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i);
        expect(taken).not.toContain(id);
      }),
    );
  });
});

describe("safeId", () => {
  it.each(["poem", "my-poem_2", "README", "求职信", "café"])("keeps what is a file's name: %s", (id) => {
    expect(safeId(id)).toBe(id);
  });

  it.each([
    ["poem.zh-cn", "poemZhCn"], // it would be a translation of another
    ["../evil", "evil"],
    ["Aux", "templateaux"],
    ["COM¹", "templatecOM¹"],
    ["", "template"],
  ])("makes one of %j: %s", (wish, id) => {
    expect(safeId(wish)).toBe(id);
  });

  it("is a file's name whatever is wished for, and stays the same once it is one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (wish) => {
        const id = safeId(wish);
        expect(id).toMatch(/^[\p{L}\p{N}\p{M}_-]{1,70}$/u);
        expect(safeId(id)).toBe(id);
      }),
    );
  });

  it("is made free by a number, on systems that do not tell capitals apart", () => {
    expect(freeId("my-poem", ["My-Poem", "my-poem2"])).toBe("my-poem3");
    expect(freeId("my-poem", [])).toBe("my-poem");
    expect(isSameId("Cafe\u0301", "CAFÉ")).toBe(true);
    expect(isSameId("poem", "poem2")).toBe(false);
  });
});
