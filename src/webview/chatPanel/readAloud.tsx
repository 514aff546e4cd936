import { useEffect, useState } from "preact/hooks";
import { IconButton } from "./iconButton";
import { plainText } from "./markdownParser";
import { useWords } from "./words";

/** Reads an answer aloud, with the voices of this machine alone; nothing where it has none. */
export function ReadAloud({ text }: { readonly text: string }) {
  const words = useWords();
  const voices = useLocalVoices();
  const [isReading, setReading] = useState(false);
  useEffect(() => {
    if (!isReading) return undefined;
    return speak(plainText(text), voices, () => setReading(false));
  }, [isReading]);
  if (voices.length === 0) return null;
  return (
    <IconButton
      icon={isReading ? "mute" : "unmute"}
      label={isReading ? words.stopReading : words.readAloud}
      onClick={() => setReading(!isReading)}
    />
  );
}

/** Browsers find their voices after the page has begun. Those of a service would send the text away. */
function useLocalVoices(): readonly SpeechSynthesisVoice[] {
  const [voices, setVoices] = useState(localVoices);
  useEffect(() => {
    if (!("speechSynthesis" in window)) return undefined;
    const change = () => setVoices(localVoices());
    const { speechSynthesis } = window;
    speechSynthesis.addEventListener("voiceschanged", change);
    return () => speechSynthesis.removeEventListener("voiceschanged", change);
  }, []);
  return voices;
}

function localVoices(): SpeechSynthesisVoice[] {
  if (!("speechSynthesis" in window)) return [];
  return window.speechSynthesis.getVoices().filter(({ localService }) => localService);
}

/**
 * One thing is read at a time, paragraph by paragraph: Chromium gives up on texts that are long.
 * @returns ends it
 */
function speak(text: string, voices: readonly SpeechSynthesisVoice[], ended: () => void): () => void {
  const { speechSynthesis } = window;
  const language = languageOf(text);
  const voice = voices.find(({ lang }) => lang.toLowerCase().startsWith(language)) ?? voices[0];
  let isOver = false;
  const over = () => {
    if (isOver) return;
    isOver = true;
    ended();
  };
  const utterances = text.split("\n").map((paragraph) => {
    const utterance = new SpeechSynthesisUtterance(paragraph);
    if (voice) Object.assign(utterance, { voice, lang: voice.lang });
    utterance.onerror = over; // for instance because another answer is read instead
    return utterance;
  });
  const last = utterances.at(-1);
  if (last) last.onend = over;
  speechSynthesis.cancel();
  for (const utterance of utterances) speechSynthesis.speak(utterance);
  return () => {
    if (isOver) return; // what is read by now is not ours
    isOver = true;
    speechSynthesis.cancel();
  };
}

/** Writing systems that tell the language, or nearly. Latin letters do not: there the panel's own is the best guess. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Cyrillic}/u, "ru"],
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Greek}/u, "el"],
];

function languageOf(text: string): string {
  const found = SCRIPTS.find(([script]) => script.test(text))?.[1];
  return found ?? (document.documentElement.lang || "en").slice(0, 2).toLowerCase();
}
