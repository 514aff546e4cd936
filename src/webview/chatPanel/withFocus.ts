/**
 * Moves the focus within this page once VS Code has given it to the page: now, or when it comes. A page that takes it
 * by itself closes the list that the writer has opened while the page was loading.
 * @returns ends the waiting
 */
export function withFocus(move: () => void): () => void {
  if (document.hasFocus()) {
    move();
    return () => undefined;
  }
  window.addEventListener("focus", move, { once: true });
  return () => window.removeEventListener("focus", move);
}
