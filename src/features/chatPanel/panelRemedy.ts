import * as vscode from "vscode";
import type { ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";

/** Does what a button under an error promised, where the error offers it. @param tryAgain where there is what can be */
export async function applyRemedy(
  wanted: string,
  error: unknown,
  errors: Pick<ErrorReporter, "apply">,
  tryAgain?: () => Promise<void>,
): Promise<void> {
  const remedy = wordError(error).remedies.find((offered) => offered === wanted);
  if (remedy === "chooseModel") await vscode.commands.executeCommand("inkling.chooseModel", "chat");
  else if (remedy === "tryAgain") await tryAgain?.();
  else if (remedy) await errors.apply(remedy, error);
}
