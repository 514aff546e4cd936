import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../core/common/disposable";
import type { ErrorReporter } from "./errorReporter";

/** Registers commands, each behind the one error border: what a handler throws is shown to the writer. */
export class CommandRegistry implements Disposable {
  readonly #store = new DisposableStore();

  constructor(private readonly errors: Pick<ErrorReporter, "report">) {}

  /** `id` without the "inkling." in front. A handler checks its own arguments: anybody may call a command. */
  register(id: string, handler: (...args: unknown[]) => unknown): void {
    const run = async (...args: unknown[]): Promise<unknown> => {
      try {
        return await handler(...args);
      } catch (error) {
        this.errors.report(error, () => void run(...args));
        return undefined;
      }
    };
    this.#store.add(vscode.commands.registerCommand(`inkling.${id}`, run));
  }

  dispose(): void {
    this.#store.dispose();
  }
}
