import { describe, expect, it } from "vitest";
import { fixJoint } from "../../../../../src/core/completion/postprocess/fixJoint";
import { at } from "../cursor";

const fix = (prefix: string, raw: string) => fixJoint(raw, at("║", { prefix }));

describe("fixJoint", () => {
  it("removes the longest beginning that the text before the cursor ends with", () => {
    expect(fix("He slept. The captain looked at ", "The captain looked at the sea")).toBe("the sea");
    expect(fix("他睡着了。船长看着窗外", "船长看着窗外的大海")).toBe("的大海");
  });

  it("keeps the space behind the beginning that it removes", () => {
    expect(fix("He slept. The captain looked at", "The captain looked at the sea")).toBe(" the sea");
  });

  it("keeps a beginning that is the same by chance", () => {
    expect(fix("and then", "then he slept")).toBe("then he slept");
    expect(fix("tomorrow and tomorrow", " tomorrow again")).toBe(" tomorrow again");
    expect(fix("很大很大", "很大的海")).toBe("很大的海");
  });

  it("keeps a beginning that stands elsewhere in the text", () => {
    expect(fix("The captain looked at the sea. Then", " The captain looked at")).toBe(
      " The captain looked at",
    );
  });

  it("is left with nothing when there is nothing else", () => {
    expect(fix("The captain looked at", "The captain looked at")).toBe("");
  });

  it("sets no second space or line break, and none at the beginning of the document", () => {
    expect(fix("The captain ", " looked")).toBe("looked");
    expect(fix("He slept.\n", "\nShe left")).toBe("She left");
    expect(fix("", " The captain")).toBe("The captain");
  });

  it("keeps the space that the model set where none stands", () => {
    expect(fix("The captain", " looked")).toBe(" looked");
    expect(fix("船长 Smith", " looked")).toBe(" looked");
  });

  it("leaves it to the model whether a word goes on", () => {
    expect(fix("The gar", "den")).toBe("den");
  });

  it.each([".", ",", ";", ":", "!", "?"])("sets the space that a word needs after %s", (mark) => {
    expect(fix(`He slept${mark}`, "then")).toBe(" then");
    expect(fix(`He slept${mark}`, " then")).toBe(" then");
  });

  it.each(["“He slept.”", '"He slept!"', "(He slept.)"])(
    "sets it after a finished sentence like %s",
    (prefix) => {
      expect(fix(prefix, "Then")).toBe(" Then");
    },
  );

  it("sets none before a digit, a mark or a line break", () => {
    expect(fix("It was 10:", "30")).toBe("30");
    expect(fix("It was 3.", "14")).toBe("14");
    expect(fix("He slept.", "”")).toBe("”");
    expect(fix("He slept.", "\n\nShe left")).toBe("\n\nShe left");
  });

  it("sets none between Chinese characters", () => {
    expect(fix("船长", " 看着")).toBe("看着");
    expect(fix("他说:", "好")).toBe("好");
    expect(fix("他睡着了。", "She")).toBe("She");
  });

  it("keeps none after a Chinese mark, before one, or between rare characters", () => {
    expect(fix("他睡着了。", " 她走了")).toBe("她走了");
    expect(fix("他睡着了", " ，然后")).toBe("，然后");
    expect(fix("𠮷", " 𠮷")).toBe("𠮷");
  });

  it("keeps the space between Chinese and Latin words", () => {
    expect(fix("船长用", " Markdown 写")).toBe(" Markdown 写");
  });
});
