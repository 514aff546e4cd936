import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { Analyses } from "./analyses";
import type { AnalysedText } from "./analysedText";
import { findingHover } from "./findingHover";
import { HighlightTypes, strengthOf } from "./highlightTypes";
import { labelLooks } from "./labelLooks";

/** Marks the findings in every editor that shows their document, with their details under the mouse. */
export class Highlights implements Disposable {
  readonly #store = new DisposableStore();
  readonly #types = this.#store.add(new HighlightTypes());

  constructor(private readonly analyses: Pick<Analyses, "of" | "onDidChange">) {
    this.#store.add(
      analyses.onDidChange(({ uri, onlyMoved }) => {
        // VS Code moves what it has been told by itself.
        if (!onlyMoved) this.#drawWhere((shown) => shown.toString() === uri.toString());
      }),
    );
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.#drawWhere(() => true)));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #drawWhere(isMeant: (uri: vscode.Uri) => boolean): void {
    for (const editor of vscode.window.visibleTextEditors)
      if (isMeant(editor.document.uri)) this.#draw(editor);
  }

  #draw(editor: vscode.TextEditor): void {
    const text = this.analyses.of(editor.document.uri);
    const marks = text ? this.#marks(text, editor.document) : new Map<unknown, vscode.DecorationOptions[]>();
    for (const type of this.#types.all) editor.setDecorations(type, marks.get(type) ?? []);
  }

  /** What is to be marked, by decoration type. */
  #marks(
    { analysis, spans }: AnalysedText,
    document: vscode.TextDocument,
  ): Map<unknown, vscode.DecorationOptions[]> {
    const look = labelLooks(analysis);
    const marks = new Map<unknown, vscode.DecorationOptions[]>();
    for (const { finding, range } of spans) {
      const type = this.#types.of(look(finding.label), strengthOf(finding.score));
      const mark = {
        range: new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
        hoverMessage: findingHover(finding, analysis),
      };
      const others = marks.get(type);
      if (others) others.push(mark);
      else marks.set(type, [mark]);
    }
    return marks;
  }
}
