import { EditorError } from "./editorError";
import type { EditorSnapshot } from "./editorSnapshot";
import type { GitRepository } from "./gitRepositories";

/** How many of the last messages show the repository's style. */
const SUBJECTS = 10;

/**
 * What is staged in `repository`, as the text that a template works on; the subjects of its last messages are the
 * sample. Throws EditorError "nothingStaged".
 */
export async function readStagedChanges(repository: GitRepository): Promise<EditorSnapshot> {
  const [text, sample] = await Promise.all([repository.diff(true), lastSubjects(repository)]);
  if (text.trim() === "") throw new EditorError("nothingStaged");
  return {
    uri: repository.rootUri,
    range: { start: 0, end: text.length },
    text,
    before: text,
    paragraph: text,
    sample,
    document: text,
    languageId: "diff",
    fileName: repository.rootUri.path.split("/").at(-1) ?? "",
    lineEnding: "\n",
  };
}

/** One a line, the last first; none in a repository without a commit. */
async function lastSubjects(repository: GitRepository): Promise<string> {
  try {
    const commits = await repository.log({ maxEntries: SUBJECTS });
    return commits.map(({ message }) => message.split("\n")[0] ?? "").join("\n");
  } catch {
    // git refuses to list what is not there.
    return "";
  }
}
