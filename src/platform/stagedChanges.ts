import { cutDiff } from "../core/text/cutDiff";
import { EditorError } from "./editorError";
import type { EditorSnapshot } from "./editorSnapshot";
import type { GitRepository } from "./gitRepositories";

/** How many of the last messages show the repository's style. */
const SUBJECTS = 10;

/**
 * What is staged in `repository`, cut to `tokens`, as the text that a template works on; the subjects of its last
 * messages are the sample. Throws EditorError "nothingStaged".
 */
export async function readStagedChanges(repository: GitRepository, tokens: number): Promise<EditorSnapshot> {
  const [diff, sample] = await Promise.all([repository.diff(true), lastSubjects(repository)]);
  if (diff.trim() === "") throw new EditorError("nothingStaged");
  const text = cutDiff(diff, tokens);
  return {
    uri: repository.rootUri,
    range: { start: 0, end: text.length },
    text,
    before: text,
    paragraph: text,
    sample,
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
