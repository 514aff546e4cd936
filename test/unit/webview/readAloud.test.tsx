import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { button, click, draw, emptyPage, strings, withAnswer } from "./support/panel";

beforeEach(emptyPage);

interface Utterance {
  readonly text: string;
  readonly voice?: { readonly name: string };
  onend: (() => void) | null;
  onerror: (() => void) | null;
}
const voice = (name: string, lang: string, localService = true) => ({ name, lang, localService });

/** A machine with these voices. */
function speech(...voices: ReturnType<typeof voice>[]) {
  const queue: Utterance[] = [];
  const target = new EventTarget();
  const synthesis = Object.assign(target, {
    getVoices: () => voices,
    speak: (utterance: Utterance) => void queue.push(utterance),
    cancel: vi.fn(() => {
      for (const utterance of queue.splice(0)) utterance.onerror?.(); // as browsers do
    }),
  });
  vi.stubGlobal("speechSynthesis", synthesis);
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      onend = null;
      onerror = null;
      constructor(readonly text: string) {}
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  return { queue, synthesis };
}

describe("reading aloud", () => {
  it("says the words of the answer with a voice of its language, and stops when asked", () => {
    const { queue, synthesis } = speech(voice("Anna", "de-DE"), voice("Daniel", "en-GB"));
    draw(withAnswer({ content: "The *sea*.\n\nIt is wide." }));
    click(strings.readAloud);
    expect(queue.map(({ text }) => text)).toEqual(["The sea.", "It is wide."]);
    expect(queue[0]?.voice?.name).toBe("Daniel");
    click(strings.stopReading);
    expect(queue).toEqual([]);
    expect(synthesis.cancel).toHaveBeenCalled();
    expect(button(strings.readAloud)).toBeDefined();
  });

  it("ends by itself", () => {
    const { queue } = speech(voice("Daniel", "en-GB"));
    draw(withAnswer({ content: "The sea." }));
    click(strings.readAloud);
    void act(() => queue.at(-1)?.onend?.());
    expect(button(strings.readAloud)).toBeDefined();
  });

  it.each([
    ["大海很宽。", "zh"],
    ["海は広い。", "ja"],
    ["Море.", "ru"],
  ])("reads %s with a voice for %s", (content, language) => {
    const { queue } = speech(
      voice("en", "en-US"),
      voice("ja", "ja-JP"),
      voice("zh", "zh-CN"),
      voice("ru", "ru-RU"),
    );
    draw(withAnswer({ content }));
    click(strings.readAloud);
    expect(queue[0]?.voice?.name).toBe(language);
  });

  it("takes another answer's place, which is said to be over, and goes on", () => {
    const { queue } = speech(voice("Daniel", "en-GB"));
    const { messages = [] } = withAnswer({ content: "First." });
    draw({ messages: [...messages, { id: "4", role: "assistant", content: "Second.", state: "done" }] });
    const buttons = () =>
      [...document.querySelectorAll<HTMLElement>("button")].filter(({ title }) =>
        [strings.readAloud, strings.stopReading].includes(title),
      );
    void act(() => buttons()[0]?.click());
    void act(() => buttons()[1]?.click());
    expect(buttons().map(({ title }) => title)).toEqual([strings.readAloud, strings.stopReading]);
    expect(queue.map(({ text }) => text)).toEqual(["Second."]);
  });

  it("stops when the answer goes", () => {
    const { queue } = speech(voice("Daniel", "en-GB"));
    draw(withAnswer({ content: "The sea." }));
    click(strings.readAloud);
    draw();
    expect(queue).toEqual([]);
  });

  it("is not offered where there is no voice but one that would send the text away", () => {
    speech(voice("Cloud", "en-US", false));
    draw(withAnswer({ content: "The sea." }));
    expect(() => button(strings.readAloud)).toThrow();
  });

  it("is offered once the browser has found its voices", () => {
    const voices: ReturnType<typeof voice>[] = [];
    const { synthesis } = speech();
    synthesis.getVoices = () => voices;
    draw(withAnswer({ content: "The sea." }));
    expect(() => button(strings.readAloud)).toThrow();
    voices.push(voice("Daniel", "en-GB"));
    void act(() => void synthesis.dispatchEvent(new Event("voiceschanged")));
    expect(button(strings.readAloud)).toBeDefined();
  });
});
