import { l10n } from "vscode";
import type { LibraryTemplate, TemplateProblem } from "../../core/prompts/libraryTemplate";
import type { TemplateVariable } from "../../core/prompts/promptTemplate";
import type { AnswerMemory } from "../../platform/answerMemory";
import { wordTemplateError, wordTemplateSource } from "../../platform/templateWording";
import type { PanelState, PanelTemplate, PanelVariable } from "../../protocol/chatPanel/panelState";
import type { GalleryMemory } from "./galleryMemory";
import { CATEGORIES, categoryLabel } from "./panelStrings";

/** What the gallery is made of. */
export interface GalleryContents {
  /** Those that are offered. */
  readonly templates: readonly LibraryTemplate[];
  readonly problems: readonly TemplateProblem[];
  readonly memory: Pick<GalleryMemory, "favourites" | "recent">;
  readonly answers: Pick<AnswerMemory, "first" | "languages">;
}

/** The part of the panel's state that the gallery shows. */
export function panelGallery({
  templates,
  problems,
  memory: { favourites, recent },
  answers,
}: GalleryContents): Pick<PanelState, "templates" | "recent" | "categories" | "templateProblems"> {
  const ids = new Set(templates.map(({ template }) => template.id));
  const used = CATEGORIES.filter((category) =>
    templates.some(({ template }) => template.category === category),
  );
  return {
    templates: templates.map((found) => panelTemplate(found, favourites, answers)),
    recent: recent.filter((id) => ids.has(id)),
    categories: used.map((id) => ({ id, label: categoryLabel(id) })),
    templateProblems: problems.map(({ uri, fileName, error }) => ({
      ...{ id: uri, fileName, message: wordTemplateError(error).message },
    })),
  };
}

function panelTemplate(
  found: LibraryTemplate,
  favourites: ReadonlySet<string>,
  answers: GalleryContents["answers"],
): PanelTemplate {
  const { id, name, description, icon, category, variables } = found.template;
  const source = sourceWords(found);
  return {
    ...{ id, name, description, icon, category },
    ...(source !== undefined && { source }),
    canEdit: found.source !== "extension",
    isFavourite: favourites.has(id),
    variables: variables.map((variable) => panelVariable(variable, answers)),
  };
}

function panelVariable(variable: TemplateVariable, answers: GalleryContents["answers"]): PanelVariable {
  const { name, label, type, placeholder } = variable;
  return {
    ...{ name, label, type, value: answers.first(variable) ?? "" },
    ...(placeholder !== undefined && { placeholder }),
    isOptional: type === "text" && variable.optional === true,
    ...(type === "number" && variable.min !== undefined && { min: variable.min }),
    ...(type === "number" && variable.max !== undefined && { max: variable.max }),
    ...(type === "language" && { choices: languageChoices(variable.default, answers), allowOther: true }),
    ...(type === "choice" && {
      choices: variable.choices.map(({ value, label }) => ({ value, label })),
      allowOther: variable.allowOther,
    }),
  };
}

function languageChoices(preset: string | undefined, answers: GalleryContents["answers"]) {
  return answers.languages(preset).map(({ answer, label }) => ({ value: answer, label }));
}

/** Where a template comes from, and what it takes the place of; nothing for what ships with Inkling. */
function sourceWords({ source, overrides }: LibraryTemplate): string | undefined {
  const place = wordTemplateSource(source);
  const replaced = overrides?.at(-1);
  if (replaced === undefined) return source === "extension" ? undefined : place;
  return l10n.t("{0}, in place of {1}", place, wordTemplateSource(replaced));
}
