import type { PanelVariable } from "../../protocol/chatPanel/panelState";
import { useWords } from "./words";

export interface VariableFieldProps {
  readonly variable: PanelVariable;
  /** Unique on the page. */
  readonly id: string;
  readonly value: string;
  /** Why the template cannot be run with this. */
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

/** What a template asks for, with its label and what is wrong with the answer. */
export function VariableField(props: VariableFieldProps) {
  const words = useWords();
  const { variable, id, fault } = props;
  return (
    <div class="variable">
      <label for={id}>
        {variable.label}
        {variable.isOptional && <span class="note"> ({words.optional})</span>}
      </label>
      <Control {...props} />
      <p class="fault" id={`${id}-fault`}>
        {fault}
      </p>
    </div>
  );
}

function Control({ variable, id, value, fault, onChange }: VariableFieldProps) {
  const { type, placeholder, min, max, choices = [], allowOther = false, isOptional } = variable;
  const common = {
    id,
    value,
    class: "field",
    "aria-invalid": fault !== undefined,
    "aria-describedby": `${id}-fault`,
    "aria-required": !isOptional,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value),
  };
  if (type === "choice" && !allowOther) {
    const isListed = choices.some((choice) => choice.value === value);
    return (
      <select {...common}>
        {(isOptional || !isListed) && <option value={isListed ? "" : value}>{isListed ? "" : value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  }
  if (type === "text") return <textarea {...common} rows={1} placeholder={placeholder} />;
  return (
    <>
      <input
        {...common}
        {...(type === "number" ? { type: "number", min, max, step: "any" } : { type: "text" })}
        list={choices.length > 0 ? `${id}-choices` : undefined}
        placeholder={placeholder}
      />
      {choices.length > 0 && (
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
