import * as vscode from "vscode";
import { ModelError } from "../../core/models/modelError";
import { wordError } from "../../platform/errorWording";

/** An error as VS Code's chat shows it to the writer, and as other extensions tell one from another. */
export function providerError(error: unknown): Error {
  const { message } = wordError(error);
  switch (error instanceof ModelError ? error.reason : undefined) {
    case "unknownModel":
    case "notFound":
      return vscode.LanguageModelError.NotFound(message);
    case "unauthorized":
    case "missingKey":
    case "notApproved":
      return vscode.LanguageModelError.NoPermissions(message);
    case "rateLimited":
    case "outOfCredit":
      return vscode.LanguageModelError.Blocked(message);
    default:
      return new Error(message);
  }
}
