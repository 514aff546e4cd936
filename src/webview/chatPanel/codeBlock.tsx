import { useEffect, useState } from "preact/hooks";
import { send } from "./host";
import { IconButton } from "./iconButton";
import { LongText } from "./longText";
import { useWords } from "./words";

/** How long a button says that it has copied, in milliseconds. */
const COPIED_MS = 2000;

export interface CodeBlockProps {
  readonly code: string;
  /** As the model named it; may be empty. */
  readonly language: string;
}

/** Code as it was written, with a button that copies it. The keyboard can scroll it. */
export function CodeBlock({ code, language }: CodeBlockProps) {
  return (
    <div class="code">
      <div class="codeHead">
        <span>{language}</span>
        <CopyCode code={code} />
      </div>
      <pre tabIndex={0}>
        <code>
          <LongText text={code} />
        </code>
      </pre>
    </div>
  );
}

function CopyCode({ code }: { readonly code: string }) {
  const words = useWords();
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return undefined;
    const timer = setTimeout(() => setDone(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isDone]);
  const copy = () => setDone(send({ kind: "copyText", text: code }));
  return (
    <IconButton
      icon={isDone ? "check" : "copy"}
      label={isDone ? words.copied : words.copyCode}
      onClick={copy}
    />
  );
}
