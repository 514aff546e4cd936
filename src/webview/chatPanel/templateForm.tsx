import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { PanelContext, PanelTemplate } from "../../protocol/chatPanel/panelState";
import { loadState, saveState, send } from "./host";
import { Icon, IconButton } from "./iconButton";
import type { PanelModel } from "./panelModel";
import { PromptPreview } from "./promptPreview";
import { usePreview } from "./usePreview";
import { VariableField } from "./variableField";
import { fill, useWords } from "./words";

export interface TemplateFormProps {
  readonly template: PanelTemplate;
  /** What stands in the composer; empty for the editor's text. */
  readonly text: string;
  readonly context: PanelContext;
  readonly isStreaming: boolean;
  readonly answer: PanelModel["preview"];
  readonly nextTicket: () => number;
  /** Runs the form as its own button does. */
  readonly runRef: { current: (() => void) | undefined };
  /** The template has been sent on its way. */
  readonly onRun: () => void;
  readonly onLeave: () => void;
}

/** Where the fields of a form begin: with what was typed when the panel was hidden, else as the template says. */
function beginning({ id, variables }: PanelTemplate): Record<string, string> {
  const { form } = loadState();
  const typed = form?.id === id ? form.values : {};
  return Object.fromEntries(variables.map(({ name, value }) => [name, typed[name] ?? value]));
}

/** A template's questions, the prompt that comes of the answers, and the button that sends it. */
export function TemplateForm(props: TemplateFormProps) {
  const { template, text, context, isStreaming, answer, nextTicket, runRef, onRun, onLeave } = props;
  const { id, name, description, source, icon, variables, isFavourite } = template;
  const words = useWords();
  const ids = useId();
  const form = useRef<HTMLElement>(null);
  const [values, setValues] = useState(() => beginning(template));
  /** Names of the fields that the writer has answered: a form does not begin with complaints of empty ones. */
  const [touched, setTouched] = useState<readonly string[]>([]);
  const [isTooLong, setTooLong] = useState(false);
  const wanted = { id, text, values };
  const { preview, isCurrent } = usePreview({ wanted, context, nextTicket, answer });
  const faults = preview?.faults ?? [];
  useEffect(() => saveState({ form: { id, values } }), [id, values]);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(".variable .field, .primary")?.focus();
  }, []);
  const run = () => {
    if (isStreaming) return;
    const [fault] = faults;
    if (isCurrent && fault) {
      setTouched(variables.map((variable) => variable.name));
      const place = variables.findIndex((variable) => variable.name === fault.variable);
      form.current?.querySelectorAll<HTMLElement>(".variable .field")[place]?.focus();
      return;
    }
    const isSent = send({ kind: "runTemplate", ...wanted });
    setTooLong(!isSent);
    if (isSent) onRun();
  };
  runRef.current = run;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const isField = event.target instanceof HTMLElement && event.target.matches(".variable .field");
    if (event.key === "Escape") onLeave();
    else if (event.key === "Enter" && !event.shiftKey && (isField || event.ctrlKey || event.metaKey)) run();
    else return;
    event.preventDefault();
  };
  const change = (variable: string, value: string) => {
    setValues((all) => ({ ...all, [variable]: value }));
    setTouched((all) => [...all, variable]);
  };
  const faultOf = (variable: string) =>
    touched.includes(variable) || values[variable] !== ""
      ? faults.find((fault) => fault.variable === variable)?.message
      : undefined;
  const star = fill(words.favourite, name);
  return (
    <section class="templateForm" ref={form} aria-labelledby={`${ids}-name`} onKeyDown={onKeyDown}>
      <div class="formHead">
        <IconButton icon="arrow-left" label={words.back} onClick={onLeave} />
        <Icon name={icon} />
        <h2 id={`${ids}-name`}>{name}</h2>
        <IconButton
          icon={isFavourite ? "star-full" : "star-empty"}
          label={star}
          pressed={isFavourite}
          onClick={() => send({ kind: "favourite", id, isFavourite: !isFavourite })}
        />
      </div>
      <div class="formBody">
        <p class="note">{description}</p>
        {source !== undefined && <p class="note">{source}</p>}
        {variables.map((variable, place) => (
          <VariableField
            key={variable.name}
            variable={variable}
            id={`${ids}-${place}`}
            value={values[variable.name] ?? ""}
            fault={faultOf(variable.name)}
            onChange={(value) => change(variable.name, value)}
          />
        ))}
        <div role="status">
          {faults
            .filter(({ variable }) => variable === undefined)
            .map(({ message }) => (
              <p key={message} class="fault">
                {message}
              </p>
            ))}
          {isTooLong && <p class="fault">{words.tooLong}</p>}
        </div>
        {preview && <PromptPreview preview={preview} />}
      </div>
      <div class="formFoot">
        <button type="button" class="primary" disabled={isStreaming} onClick={run}>
          {words.run}
        </button>
        {preview && <span class="note">{preview.words}</span>}
      </div>
    </section>
  );
}
