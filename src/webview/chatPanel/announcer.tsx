import { useEffect, useRef, useState } from "preact/hooks";
import type { PanelMessage } from "../../protocol/chatPanel/panelState";
import { plainText } from "./markdownParser";
import { useWords } from "./words";

/** UTF-16 units of an answer that are said; the rest is there to be read. */
const SAID = 4000;
/** How long the answer stands there, in milliseconds: longer, it would be found twice by those who read on. */
const STANDS_MS = 5000;

/** Says to those who listen that an answer is being written, and then the answer, once. Nobody sees it. */
export function Announcer({ messages }: { readonly messages: readonly PanelMessage[] }) {
  const words = useWords();
  const [said, setSaid] = useState("");
  const streaming = useRef<string | undefined>(undefined);
  const last = messages.at(-1);
  const isStreaming = last?.state === "streaming";
  useEffect(() => {
    if (isStreaming) {
      streaming.current = last.id;
      setSaid(words.writing);
      return undefined;
    }
    const answer = messages.find(({ id }) => id === streaming.current);
    streaming.current = undefined;
    setSaid(answer && !answer.failure ? plainText(answer.content.slice(0, SAID)) : ""); // a failure is an alert
    const timer = setTimeout(() => setSaid(""), STANDS_MS);
    return () => clearTimeout(timer);
  }, [isStreaming, last?.id]);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
}
