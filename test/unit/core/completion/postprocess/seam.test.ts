import { describe, expect, it } from "vitest";
import { atSeam } from "../../../../../src/core/completion/postprocess/seam";

const fit = (prefix: string, text: string) => atSeam(text, prefix, true);

describe("atSeam sets white space:", () => {
  it("no second space or line break, and none at the beginning of the document", () => {
    expect(fit("The captain ", " looked")).toBe("looked");
    expect(fit("The captain", "  looked")).toBe(" looked");
    expect(fit("He slept.\n", "\nShe left")).toBe("She left");
    expect(fit("", " The captain")).toBe("The captain");
  });

  it("the space that the model set where none stands", () => {
    expect(fit("The captain", " looked")).toBe(" looked");
    expect(fit("船长 Smith", " looked")).toBe(" looked");
    expect(fit("船长用", " Markdown 写")).toBe(" Markdown 写");
  });

  it("none inside a word", () => {
    expect(fit("The gar", "den")).toBe("den");
    expect(fit("He came in", "to the house")).toBe("to the house");
    expect(fit("a bra", "nd of")).toBe("nd of");
  });

  it("one before a common word that goes on with none", () => {
    expect(fit("The captain looked", "the other way")).toBe(" the other way");
    expect(fit("He looked at", "the sea")).toBe(" the sea");
    expect(fit("He would brea", "the again")).toBe("the again");
  });

  it.each([".", ",", ";", ":", "!", "?"])("the space that a word needs after %s", (mark) => {
    expect(fit(`HE SLEPT${mark}`, "Bo")).toBe(" Bo");
    expect(fit(`HE SLEPT${mark}`, " Bo")).toBe(" Bo");
  });

  it.each(["“He slept.”", '"He slept!"', "(He slept.)"])(
    "the one after a finished sentence like %s",
    (prefix) => {
      expect(fit(prefix, "Then")).toBe(" Then");
    },
  );

  it("none before a digit, a mark or a line break", () => {
    expect(fit("It was 10:", "30")).toBe("30");
    expect(fit("It was 3.", "14")).toBe("14");
    expect(fit("He slept.", "”")).toBe("”");
    expect(fit("He slept", " , then")).toBe(", then");
    expect(fit("He slept", " . Then")).toBe(". Then");
    expect(fit("He slept.", "\n\nShe left")).toBe("\n\nShe left");
  });

  it("none between Chinese characters, behind a Chinese mark or before one", () => {
    expect(fit("船长", " 看着")).toBe("看着");
    expect(fit("他说:", "好")).toBe("好");
    expect(fit("他睡着了。", "She")).toBe("She");
    expect(fit("他睡着了。", " 她走了")).toBe("她走了");
    expect(fit("他睡着了", " ，然后")).toBe("，然后");
    expect(fit("𠮷", " 𠮷")).toBe("𠮷");
  });
});

describe("atSeam takes line breaks", () => {
  it.each([
    ["The captain looked at", "\n\nthe sea.", " the sea."],
    ["When the old captain came to look out at the", "\n\nSea of Rains.", " Sea of Rains."],
    ["The old captain, tired,", "\nBo slept.", " Bo slept."],
    ["船长看着窗外，", "\n\n想起了往事。", "想起了往事。"],
  ])("out of a sentence: %j", (prefix, text, expected) => {
    expect(fit(prefix, text)).toBe(expected);
  });

  it.each([
    ["He slept.", "\n\nShe left."],
    ["The Old Captain", "\n\nIt rained."],
    ["- some milk", "\n- some bread"],
    ["# the captain of the ship that sailed the sea", "\n\nIt rained."],
    ["When the old captain came to look out at the", "\n- sea"],
    ["He bought:", "\n\n- milk"],
    ["When the old captain came to look\nout at the", "\nsea and slept."],
  ])("as they are elsewhere: %j", (prefix, text) => {
    expect(fit(prefix, text)).toBe(text);
  });
});

describe("atSeam sets the first letter", () => {
  it("small for a common word in the middle of a sentence", () => {
    expect(fit("The garden ", "Was green.")).toBe("was green.");
    expect(fit("He slept, ", "But she left.")).toBe("but she left.");
  });

  it("as it is for a name, in a title and after a sentence", () => {
    expect(fit("He met ", "Theodore.")).toBe("Theodore.");
    expect(fit("He met ", "I.")).toBe("I.");
    expect(fit("# The Garden ", "Was Green")).toBe("Was Green");
    expect(fit("It rained. ", "The sea")).toBe("The sea");
  });

  it("big where a sentence begins", () => {
    expect(fit("He slept. ", "she left.")).toBe("She left.");
    expect(fit("Er schlief.", " élan war es.")).toBe(" Élan war es.");
  });

  it("as it is after an abbreviation, dots or a quotation, and for a brand", () => {
    expect(fit("Fruit, e.g. ", "apples")).toBe("apples");
    expect(fit("He slept… ", "and slept")).toBe("and slept");
    expect(fit("“Stop!” ", "he said")).toBe("he said");
    expect(fit("He slept. ", "iPhones rang")).toBe("iPhones rang");
    expect(fit("he slept. ", "she left")).toBe("she left");
  });
});
