import * as vscode from "vscode";

export type MessageKind = "error" | "warning" | "information";

export interface ShownMessage {
  readonly kind: MessageKind;
  readonly text: string;
  readonly buttons: readonly string[];
}

const FUNCTIONS = {
  error: "showErrorMessage",
  warning: "showWarningMessage",
  information: "showInformationMessage",
} as const;

/** Stands between Inkling and VS Code's pop-ups: remembers what is shown, and presses the wanted button. */
export class Messages {
  readonly shown: ShownMessage[] = [];
  /** The label of the button that the writer presses, wherever it is offered. */
  press: string | undefined;
  /** Whether it is pressed again where it is offered once more. */
  pressAgain = false;
  readonly #original = {
    error: vscode.window.showErrorMessage,
    warning: vscode.window.showWarningMessage,
    information: vscode.window.showInformationMessage,
  };

  constructor() {
    for (const kind of Object.keys(FUNCTIONS) as MessageKind[]) {
      const show = (text: string, ...rest: unknown[]) => {
        const buttons = rest.filter((item) => typeof item === "string");
        this.shown.push({ kind, text, buttons });
        const pressed = buttons.find((button) => button === this.press);
        if (pressed !== undefined && !this.pressAgain) this.press = undefined;
        return Promise.resolve(pressed);
      };
      Object.assign(vscode.window, { [FUNCTIONS[kind]]: show });
    }
  }

  get last(): ShownMessage | undefined {
    return this.shown.at(-1);
  }

  restore(): void {
    for (const kind of Object.keys(FUNCTIONS) as MessageKind[]) {
      Object.assign(vscode.window, { [FUNCTIONS[kind]]: this.#original[kind] });
    }
  }
}
