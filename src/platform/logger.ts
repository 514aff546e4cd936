import * as vscode from "vscode";
import type { Disposable } from "../core/common/disposable";
import type { Logger } from "../core/common/logger";

/** Anything that looks like a key or a token in a message. */
const SECRET = /\b(sk-|hf_)[\w.-]{6,}|\b(Bearer\s+)\S{6,}/gi;

/** The "Inkling" output channel. Callers never pass text or keys; what looks like a key is masked all the same. */
export class OutputLogger implements Logger, Disposable {
  readonly #channel = vscode.window.createOutputChannel("Inkling", { log: true });

  info(message: string): void {
    this.#channel.info(redact(message));
  }

  warn(message: string): void {
    this.#channel.warn(redact(message));
  }

  error(message: string): void {
    this.#channel.error(redact(message));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

function redact(message: string): string {
  return message.replace(SECRET, "$1$2…");
}
