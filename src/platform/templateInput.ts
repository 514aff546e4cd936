import { env } from "vscode";
import { localDay } from "../core/models/usage/usageDays";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import type { TemplateInput } from "../core/prompts/templateContext";
import { templateNeeds } from "../core/prompts/templateNeeds";
import { titleOf } from "../core/text/documentTitle";
import { outlineOf } from "../core/text/outline";
import { languageOf, scriptOf } from "../core/text/textLanguage";
import type { EditorSnapshot, SourceText } from "./editorSnapshot";
import type { Glossary } from "./glossary";

/** UTF-16 units: so much prose tells its language, and no more is looked at. */
const TELLING = 768;
const MOST_LOOKED_AT = 8000;

/**
 * What a template is given besides the answers to its variables. Of the document it is as it was when the source was
 * read; the clipboard, the glossary and the date are those of now. What the template does not name is not read.
 */
export async function templateInput(
  template: Pick<PromptTemplate, "system" | "user" | "variables">,
  source: SourceText | EditorSnapshot,
  glossary: Pick<Glossary, "read">,
): Promise<Omit<TemplateInput, "variables">> {
  const { text, before, paragraph, sample, document, languageId, fileName } = source;
  const needs = templateNeeds(template);
  const [title, language, clipboard, words] = await Promise.all([
    needs.has("title") ? titleOf(document, languageId) : undefined,
    needs.has("language") ? languageIn(source) : undefined,
    needs.has("clipboard") ? env.clipboard.readText() : undefined,
    needs.has("glossary") ? glossary.read("uri" in source ? source.uri : undefined) : undefined,
  ]);
  return {
    ...{ text, before, paragraph, sample, languageId, fileName },
    ...(needs.has("document") && { document }),
    ...(needs.has("outline") && { outline: outlineOf(document, languageId) }),
    ...(needs.has("date") && { date: localDay(Date.now()) }),
    ...(title !== undefined && { title }),
    ...(language !== undefined && { language }),
    ...(clipboard !== undefined && { clipboard }),
    ...(words !== undefined && { glossary: words }),
  };
}

/** The English name of the document's language, where it is plain to see; of its prose, where that is enough. */
async function languageIn({ sample, text, document }: SourceText): Promise<string | undefined> {
  const prose =
    sample.length >= TELLING ? sample : `${sample}\n${text}\n${document}`.slice(0, MOST_LOOKED_AT);
  const script = scriptOf(prose);
  return script && languageOf(prose, script);
}
