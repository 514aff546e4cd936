import * as vscode from "vscode";
import type { Destination } from "./destination";

/**
 * Each answer becomes an untitled Markdown document, once it is whole: the document is the writer's own, and nothing
 * writes into it while the writer does. What had come of an answer that failed or was stopped is kept.
 */
export function newDocumentDestination(): Destination {
  return {
    take: async ({ answer }) => {
      let content = "";
      try {
        for await (const text of answer) content = text;
      } finally {
        if (content.trim() !== "") await openNewDocument(content);
      }
    },
  };
}

/** Opens an untitled Markdown document. */
export async function openNewDocument(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language: "markdown" });
  await vscode.window.showTextDocument(document, { preview: false });
}
