import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkFile } from "../../../../src/core/prompts/templateSize";
import { templateId } from "../../../../src/core/prompts/templateId";

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
