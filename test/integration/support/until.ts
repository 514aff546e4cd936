/** How long anything in the editor may take on a busy machine. */
const DEADLINE_MS = 20_000;
const POLL_MS = 20;

/** Asks again and again until `condition` gives something true, and returns it; throws with `what` otherwise. */
export async function until<T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const end = Date.now() + DEADLINE_MS; Date.now() < end;) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`waited in vain for: ${what}`);
}
