import { openText, suggestionsReady } from "../integration/support/editor";
import { inkling, run } from "../integration/support/inkling";
import { benchReview, watchEditor } from "./reviewInEditor";

const LETTER = "The captain looked at the sea. The wind was strong, and the old keeper";

/** What can be measured only inside the editor, in ms. */
export async function benchEditor(): Promise<Record<string, number>> {
  const { activateMs, engine } = await inkling();
  const watch = watchEditor();
  const { document } = await openText(LETTER);
  await run("action.continueWriting"); // starts the process and loads the weights
  await run("suggestion.reject");
  const started = performance.now();
  await run("action.continueWriting");
  await suggestionsReady(document);
  const continueWritingMs = performance.now() - started;
  engine.dispose();
  return { activateMs, continueWritingMs, ...(await benchReview(watch)) };
}
