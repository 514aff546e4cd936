import { expect, it } from "vitest";
import { findingHover } from "../../../../../src/features/understanding/findingHover";

it("a finding's hover shows what a model wrote in its own characters: nothing of it is a link or an image", () => {
  const finding = {
    start: 0,
    end: 3,
    text: "sea",
    label: "[go](command:x)",
    note: "![x](https://evil.example/a)",
  };
  const { value } = findingHover(finding, {
    kind: "entities",
    findings: [finding],
    dropped: 0,
    modelName: "m*",
  });
  expect(value).toBe("\\[go\\]\\(command\\:x\\) · m\\*\n\n\\!\\[x\\]\\(https\\:\\/\\/evil\\.example\\/a\\)");
});
