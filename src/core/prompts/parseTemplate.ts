import * as v from "valibot";
import { closestWord } from "../text/closestWord";
import { readYaml, splitFile, type ReadYaml } from "./frontMatterYaml";
import type { PromptTemplate } from "./promptTemplate";
import { checkTags, readBody } from "./templateBody";
import { TemplateError } from "./templateError";
import { isTemplateName, TEMPLATE_NAMES } from "./templateNames";
import { TEMPLATE_FIELDS, frontMatterSchema, type FrontMatter } from "./templateSchema";
import { checkFile } from "./templateSize";

/** To find the lines of thousands of them takes many seconds. */
const MOST_ISSUES = 50;

/**
 * Reads one template file: front matter between two lines of three dashes, then the body with its parts. Line breaks
 * may be of any kind; in the template they are "\n".
 *
 * @param id the file's name without `.prompt.md`
 * @throws TemplateError of every fault
 */
export function parseTemplate(id: string, source: string): PromptTemplate {
  const file = splitFile(checkFile(id, source));
  if (!file) throw new TemplateError(id, "no front matter", { fault: "noFrontMatter" });
  const yaml = readYaml(id, file.yaml);
  const result = v.safeParse(frontMatterSchema, yaml.value);
  if (!result.success) {
    const errors = result.issues.slice(0, MOST_ISSUES).map((issue) => fieldError(id, issue, yaml));
    // Of a misspelt field it is found first that the field is missing.
    const misspelt = errors.find(({ suggestion }) => suggestion !== undefined);
    throw misspelt ?? fieldError(id, result.issues[0], yaml);
  }
  const { output } = result;
  checkNames(id, output, yaml);
  const { system, user } = readBody(file.body, file.bodyLine);
  const known = new Set<string>([...TEMPLATE_NAMES, ...output.variables.map(({ name }) => name)]);
  checkChoices(id, output, yaml, known);
  if (system) checkTags(id, "system", system, { known });
  if (!user) throw new TemplateError(id, "no prompt in the body", { fault: "noPrompt", line: file.bodyLine });
  checkTags(id, "user", user, { known });
  return { id, ...output, user: user.text, ...(system && { system: system.text }) };
}

/** What the checks of the front matter found, with the field's line, and with what was meant where that is plain. */
function fieldError(
  id: string,
  issue: v.InferIssue<typeof frontMatterSchema>,
  { lineOf }: ReadYaml,
): TemplateError {
  const path = (issue.path ?? []).map(({ key }) => key);
  const subject = v.getDotPath(issue) ?? "front matter";
  const line = lineOf(path);
  const field = String(path.at(-1));
  if (issue.type !== "strict_object" || issue.expected !== "never") {
    return new TemplateError(id, `${subject}: ${issue.message}`, { fault: "invalidField", line, subject });
  }
  const around = path.slice(0, -1).findLast((key) => typeof key === "string") ?? "";
  const suggestion = closestWord(field, TEMPLATE_FIELDS[around] ?? []);
  const meant = suggestion === undefined ? "" : `; did you mean "${suggestion}"?`;
  return new TemplateError(id, `${subject}: there is no such field${meant}`, {
    fault: "unknownField",
    line,
    subject,
    ...(suggestion !== undefined && { suggestion }),
  });
}

/** Names that cannot be what they are: the template's own, those of its variables, and those in its examples. */
function checkNames(id: string, { name, variables, examples }: FrontMatter, { lineOf }: ReadYaml): void {
  if (/[\\/]/.test(name)) {
    const line = lineOf(["name"]);
    throw new TemplateError(id, "name: no path may be in it", { fault: "pathInName", line, subject: name });
  }
  variables.forEach(({ name: subject }, i) => {
    // A language that is asked for is the one that is meant.
    if (!isTemplateName(subject) || subject === "language") return;
    const line = lineOf(["variables", i, "name"]);
    const problem = `variables.${i}.name: {{${subject}}} is something of the document; call it otherwise`;
    throw new TemplateError(id, problem, { fault: "takenName", line, subject });
  });
  const known = variables.map((variable) => variable.name);
  examples.forEach(({ variables: own = {} }, i) => {
    const subject = Object.keys(own).find((key) => !known.includes(key));
    if (subject === undefined) return;
    const line = lineOf(["examples", i, "variables", subject]);
    const suggestion = closestWord(subject, known);
    throw new TemplateError(id, `examples.${i}.variables: the template has no variable "${subject}"`, {
      fault: "unknownName",
      line,
      subject,
      ...(suggestion !== undefined && { suggestion }),
    });
  });
}

/** What stands in the prompt for a choice may name what the template may name, but no choice. */
function checkChoices(
  id: string,
  { variables }: FrontMatter,
  { lineOf }: ReadYaml,
  known: ReadonlySet<string>,
): void {
  const choices = new Set(variables.filter(({ type }) => type === "choice").map(({ name }) => name));
  variables.forEach((variable, i) => {
    if (variable.type !== "choice") return;
    variable.choices.forEach(({ text }, j) => {
      const path = ["variables", i, "choices", j, "text"];
      checkTags(id, path.join("."), { text, line: lineOf(path) }, { known, choices });
    });
  });
}
