import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import { growingHunks } from "../../core/review/growingHunks";
import { changesMarkdown } from "./changesMarkdown";
import type { PendingSuggestion } from "./pendingSuggestion";
import { growingMarkdown, proposalMarkdown } from "./proposalMarkdown";

/** Up to so many characters a growing proposal is compared with its original at every paint. */
const COMPARED_WHILE_GROWING = 1500;

/** A suggestion in a thread below its text: the changes word by word, and a box to ask for another one. */
export class SuggestionThread implements Disposable {
  readonly thread: vscode.CommentThread;

  constructor(
    controller: vscode.CommentController,
    private readonly pending: PendingSuggestion,
  ) {
    // With a comment in it from the start: an empty thread would open its box for an answer.
    this.thread = controller.createCommentThread(pending.uri, this.#place(), [this.#comment(-1)]);
    this.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  }

  /** Draws it as it is now; `current` is the change that the cursor stands at. */
  update(current: number): void {
    const { pending, thread } = this;
    thread.range = this.#place();
    thread.label = this.#label();
    thread.contextValue = this.#context();
    thread.canReply = pending.isReady && pending.suggestion.request !== undefined;
    thread.comments = [this.#comment(current)];
  }

  dispose(): void {
    this.thread.dispose();
  }

  /** What the menus of package.json look at: the state first. */
  #context(): string {
    const { state, replaces, text, suggestion } = this.pending;
    const words = [
      ...(replaces ? ["edit"] : []),
      ...(text.versionCount > 1 ? ["versions"] : []),
      ...(suggestion.request ? [] : ["fixed"]),
    ];
    return [state, ...words].join(" ");
  }

  #comment(current: number): vscode.Comment {
    return {
      author: { name: "Inkling" },
      body: this.#body(current),
      mode: vscode.CommentMode.Preview,
    };
  }

  #body(current: number): vscode.MarkdownString {
    const { text, state, replaces, proposal } = this.pending;
    const isEdit = replaces && proposal !== "";
    if (state === "ready") {
      return isEdit ? changesMarkdown(text.original, text.hunks, current) : proposalMarkdown(proposal);
    }
    const isLong = text.proposal.length + text.original.length > COMPARED_WHILE_GROWING;
    if (!isEdit || isLong) return growingMarkdown(proposal);
    return changesMarkdown(text.original, growingHunks(text.original, text.proposal));
  }

  #label(): string {
    const { suggestion, modelName, text, state, replaces } = this.pending;
    const parts = [suggestion.title, modelName];
    if (text.versionCount > 1) {
      parts.push(vscode.l10n.t("version {0} of {1}", text.currentVersion + 1, text.versionCount));
    }
    if (state === "ready" && replaces) {
      const { length } = text.hunks;
      parts.push(
        length === 1
          ? vscode.l10n.t("1 change")
          : length === 0
            ? vscode.l10n.t("no changes")
            : vscode.l10n.t("{0} changes", length),
      );
    }
    if (state === "interrupted") parts.push(vscode.l10n.t("broke off"));
    if (state === "changed") parts.push(vscode.l10n.t("your text was changed"));
    return parts.join(" · ");
  }

  /** The thread stands below the last line of its text; over a range it would stand in the middle of it. */
  #place(): vscode.Range {
    const { end } = this.pending.range;
    return new vscode.Range(end, end);
  }
}
