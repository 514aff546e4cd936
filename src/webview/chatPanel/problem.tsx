import type { PanelProblem } from "../../protocol/chatPanel/panelState";
import { send } from "./host";

export interface ProblemProps {
  readonly problem: PanelProblem;
  /** The failed message; none for what went wrong outside any answer. */
  readonly messageId?: string;
}

/** What went wrong, with the buttons that help. */
export function Problem({ problem: { message, remedies }, messageId }: ProblemProps) {
  return (
    <div class="notice" role="alert">
      <p>
        <i class="codicon codicon-warning" aria-hidden="true" /> {message}
      </p>
      {remedies.length > 0 && (
        <div class="remedies">
          {remedies.map(({ id, label }) => (
            <button
              key={id}
              onClick={() =>
                send({ kind: "remedy", remedy: id, ...(messageId !== undefined && { messageId }) })
              }
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
