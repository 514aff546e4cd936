import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import { literalText } from "../../../../src/core/prompts/literalText";
import { newTemplate } from "../../../../src/core/prompts/newTemplate";
import { templateToFile } from "../../../../src/core/prompts/templateToFile";
import { anyTemplate } from "./templates";

const chat = newTemplate({
  id: "a",
  name: "Sea",
  description: "From a chat",
  target: "panel",
  user: "Hello",
});

describe("templateToFile", () => {
  it("writes a file for people: what is by default is left out", () => {
    expect(templateToFile({ ...chat, system: "You are a poet." })).toBe(
      "---\nname: Sea\ndescription: From a chat\ntarget: panel\n---\n\n# system\n\nYou are a poet.\n\n# user\n\nHello\n",
    );
  });

  it("writes what is read as the same template, whatever it says", () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        expect(parseTemplate(template.id, templateToFile(template))).toEqual(template);
      }),
    );
  });

  it("keeps text of a chat that looks like part of a template", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("{{", "}}", "{", "# user", "# system", "\n", "> x", "a", "⟦", "---"), {
          minLength: 1,
        }),
        (pieces) => {
          const user = literalText(`x${pieces.join("")}x`);
          expect(parseTemplate("a", templateToFile({ ...chat, user })).user).toBe(user);
        },
      ),
    );
  });

  it("takes white space at the ends and other line breaks for what they are in a file", () => {
    const { user } = parseTemplate("a", templateToFile({ ...chat, user: "\n a\r\nb\rc \n" }));
    expect(user).toBe("a\nb\nc");
  });
});
