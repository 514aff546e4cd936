import { readdirSync, readFileSync } from "node:fs";
import { parseTemplate } from "../../../src/core/prompts/parseTemplate";
import type { TemplateVariable } from "../../../src/core/prompts/promptTemplate";
import type { PanelTemplate, PanelVariable } from "../../../src/protocol/chatPanel/panelState";
import type { Language } from "./panelSite";

const folder = new URL("../../../media/templates/", import.meta.url);

/** The built-in templates as the gallery gets them. */
export function builtIns(language: Language): PanelTemplate[] {
  const names = readdirSync(folder).filter((name) => /^[^.]+\.prompt\.md$/.test(name));
  return names.map((name) => {
    const id = name.replace(".prompt.md", "");
    const file = language === "en" ? name : `${id}.zh-cn.prompt.md`;
    const template = parseTemplate(id, readFileSync(new URL(file, folder), "utf8"));
    const { description, icon, category } = template;
    return {
      ...{ id, name: template.name, description, icon, category },
      canEdit: false,
      isFavourite: id === "rewrite",
      variables: template.variables.map(variable),
    };
  });
}

function variable(of: TemplateVariable): PanelVariable {
  const { name, label, type, placeholder } = of;
  return {
    ...{ name, label, type, value: of.default ?? "" },
    isOptional: "optional" in of && of.optional,
    ...(placeholder !== undefined && { placeholder }),
    ...(of.type === "number" && of.min !== undefined && { min: of.min }),
    ...(of.type === "number" && of.max !== undefined && { max: of.max }),
    ...(of.type === "choice" && {
      choices: of.choices.map((choice) => ({ value: choice.value, label: choice.label })),
      allowOther: of.allowOther,
    }),
    ...(of.type === "language" && {
      choices: ["English", "French", "Deutsch", "中文"].map((each) => ({ value: each, label: each })),
    }),
  };
}
