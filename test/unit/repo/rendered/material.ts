import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import type { TemplateContext } from "../../../../src/core/prompts/renderTemplate";

const PARAGRAPH = {
  en: "The quay was empty when the last ferry came in. Nobody had told *Anna* that the harbour would close at nine.",
  "zh-cn": "最后一班渡船进港时，码头上空无一人。没有人告诉*安娜*，港口九点就要关闭。",
};
const WORD = { en: "quay", "zh-cn": "码头" };
const TITLE = { en: "# The ferry", "zh-cn": "# 渡船" };
const SAMPLE = {
  en: "It rained for days. Anna mended the net and said nothing.",
  "zh-cn": "下了好几天雨。安娜补着网，什么也没说。",
};
const IMAGE = { en: "![](img/quay-at-night.jpg)", "zh-cn": "![](img/夜里的码头.jpg)" };
const CODE = {
  en: "/** The speed of a ship. */\nexport const knots = (miles: number, minutes: number) => (miles / minutes) * 60;",
  "zh-cn": "/** 航速。 */\nexport const knots = (miles: number, minutes: number) => (miles / minutes) * 60;",
};
const FILE_NAME = { en: "letter.md", "zh-cn": "信.md" };
const SUBJECTS = { en: "Add the ferry's timetable\nFix a typo", "zh-cn": "补上渡船时刻表\n改正错别字" };
const DIFF = {
  en: "diff --git a/letter.md b/letter.md\n@@ -1 +1 @@\n-The quay was full.\n+The quay was empty.",
  "zh-cn": "diff --git a/信.md b/信.md\n@@ -1 +1 @@\n-码头上人很多。\n+码头上空无一人。",
};

/** A small text for each scope, in the language of the template; code for templates that are only for code. */
export function material({ scope, languages }: PromptTemplate, locale: "en" | "zh-cn"): TemplateContext {
  const paragraph = PARAGRAPH[locale];
  const context: TemplateContext = {
    selection: paragraph,
    paragraph,
    sample: SAMPLE[locale],
    before: `${TITLE[locale]}\n\n${paragraph}`,
    languageId: "markdown",
    fileName: FILE_NAME[locale],
    variables: {},
  };
  if (languages !== undefined) {
    return { ...context, selection: CODE[locale], languageId: "typescript", fileName: "speed.ts" };
  }
  switch (scope) {
    case "selection":
      return context;
    case "word":
      return { ...context, selection: WORD[locale] };
    case "image":
      return { ...context, selection: IMAGE[locale], paragraph: `${paragraph}\n\n${IMAGE[locale]}` };
    case "document":
      return { ...context, selection: context.before };
    case "stagedChanges":
      return { ...context, selection: DIFF[locale], sample: SUBJECTS[locale] };
  }
}
