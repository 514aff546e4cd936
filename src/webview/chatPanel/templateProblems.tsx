import type { PanelTemplateProblem } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import { Icon } from "./iconButton";
import { fill, useWords, wholeNumber } from "./words";

/** Template files that cannot be used, folded away, each with the way to it. */
export function TemplateProblems({ problems }: { readonly problems: readonly PanelTemplateProblem[] }) {
  const words = useWords();
  if (problems.length === 0) return null;
  return (
    <details class="problems">
      <summary>
        <Icon name="warning" /> {`${words.templateProblems} (${wholeNumber(problems.length)})`}
      </summary>
      <ul>
        {problems.map(({ id, fileName, message }) => (
          <li key={id}>
            <button type="button" class="link" onClick={() => send({ kind: "showTemplateProblem", id })}>
              {fill(words.showProblem, fileName)}
            </button>
            <p>{message}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
