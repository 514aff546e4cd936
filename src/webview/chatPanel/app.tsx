import { useEffect, useRef, useState } from "preact/hooks";
import { Announcer } from "./announcer";
import { Composer } from "./composer";
import { ContextChips, ContextTotal } from "./contextBar";
import { Header } from "./header";
import { loadState, saveState, send } from "./host";
import type { PanelModel } from "./panelModel";
import { Problem } from "./problem";
import { TemplateForm } from "./templateForm";
import { TemplateGallery } from "./templateGallery";
import { Transcript } from "./transcript";
import { calledTemplate } from "./typedWord";
import { useDraft } from "./useDraft";
import { useDrops } from "./useDrops";
import { withFocus } from "./withFocus";
import { Words } from "./words";

export function App({ model }: { readonly model: PanelModel }) {
  const { state, strings: words, request } = model;
  const { messages, templates, context } = state;
  const [formId, setFormId] = useState(() => loadState().form?.id);
  const [isGalleryOpen, setGalleryOpen] = useState<boolean | undefined>(undefined);
  /** What is to be said once, of what the writer did. */
  const [hint, setHint] = useState("");
  const isStreaming = state.streamsAside ?? messages.at(-1)?.state === "streaming";
  const draft = useDraft(state);
  const drops = useDrops(context.seesImages, (fault) => setHint(words[fault]));
  const composer = useRef<HTMLTextAreaElement>(null);
  const gallery = useRef<HTMLDivElement>(null);
  const runForm = useRef<() => void>(undefined);
  const lastTicket = useRef(0);
  const nextTicket = () => ++lastTicket.current;
  const form = templates.find(({ id }) => id === formId);
  const lastAsked = messages.findLast(({ role }) => role === "user")?.id;
  const isEmpty = messages.length === 0;

  const closeForm = () => {
    setFormId(undefined);
    saveState({ form: undefined });
  };
  useEffect(() => setHint(""), [draft.text, lastAsked]);
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current) {
      ran.current = false;
      closeForm();
      setGalleryOpen(undefined); // as it is where there is a chat
    }
    if (document.hasFocus() && document.activeElement === document.body) composer.current?.focus();
  }, [lastAsked]);
  useEffect(() => {
    if (request?.kind === "openTemplate") {
      ran.current = false;
      saveState({ form: { id: request.id, values: request.values } });
      setFormId(request.id);
      draft.giveBack(request.text);
    }
    if (request?.kind === "notTaken") {
      ran.current = false;
      draft.giveBack();
    }
    return request?.kind === "focus" ? withFocus(() => composer.current?.focus()) : undefined;
  }, [request]);

  const leaveForm = () => {
    closeForm();
    cameFrom.current = true;
  };
  const cameFrom = useRef(false);
  useEffect(() => {
    if (form || !cameFrom.current) return;
    cameFrom.current = false;
    const row = gallery.current?.querySelector<HTMLElement>('.template[tabindex="0"]');
    (row ?? composer.current)?.focus();
  }, [form]);

  const submit = () => {
    if (form) {
      runForm.current?.();
      return;
    }
    if (isStreaming || draft.text.trim() === "" || draft.isOnItsWay()) return;
    const called = calledTemplate(draft.text, templates);
    if (called && called.template.variables.length > 0) {
      draft.change(called.rest);
      setFormId(called.template.id);
      return;
    }
    const isSent = called
      ? send({ kind: "runTemplate", id: called.template.id, text: called.rest, values: {} })
      : send({ kind: "send", text: draft.text });
    if (isSent) draft.handOn();
    else setHint(words.tooLong);
  };

  return (
    <Words.Provider value={words}>
      <main class={isEmpty ? "empty" : ""} {...drops.handlers}>
        <Header model={state.model} />
        <Announcer messages={messages} />
        <Transcript
          messages={messages}
          isStreaming={isStreaming}
          isHidden={form !== undefined}
          onEscape={() => composer.current?.focus()}
        />
        <div class="galleryFrame" hidden={form !== undefined} ref={gallery}>
          <TemplateGallery
            state={state}
            isOpen={isGalleryOpen ?? isEmpty}
            onToggle={setGalleryOpen}
            onChoose={setFormId}
          />
        </div>
        {form && (
          <TemplateForm
            key={form.id}
            template={form}
            text={draft.text}
            context={context}
            isStreaming={isStreaming}
            answer={model.preview}
            nextTicket={nextTicket}
            runRef={runForm}
            onRun={() => {
              ran.current = true;
              draft.handOn();
            }}
            onLeave={leaveForm}
          />
        )}
        {state.notice && <Problem problem={state.notice} />}
        <footer>
          <ContextChips context={context} />
          <Composer
            draft={draft}
            isStreaming={isStreaming}
            isForTemplate={form !== undefined}
            templates={templates}
            mentions={model.mentions}
            nextTicket={nextTicket}
            area={composer}
            onSubmit={submit}
            onPasteFiles={drops.take}
          />
          <p class="hint" role="status">
            {hint}
          </p>
          {!form && <ContextTotal context={context} />}
        </footer>
        {state.usage !== "" && (
          <p class="usage">
            <span>{state.model.name}</span> <span>{state.usage}</span>
          </p>
        )}
        {drops.isOver && <p class="dropHere">{words.dropHere}</p>}
      </main>
    </Words.Provider>
  );
}
