import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { registerActionBulb } from "./actionBulb";
import { ActionRunner, type ActionRunnerParts } from "./actionRunner";
import { AnswerDocuments } from "./answerDocuments";
import { RemarkThreads } from "./remarkThreads";

/** The actions on the selection, and the places where their answers go that are no edits. */
export class Actions implements Disposable {
  readonly #store = new DisposableStore();

  constructor(commands: CommandRegistry, parts: Omit<ActionRunnerParts, "answers" | "remarks">) {
    const answers = this.#store.add(new AnswerDocuments(commands));
    const remarks = this.#store.add(new RemarkThreads(commands));
    this.#store.add(registerActionBulb());
    new ActionRunner(commands, { ...parts, answers, remarks });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
