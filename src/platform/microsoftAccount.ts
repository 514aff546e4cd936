import * as vscode from "vscode";
import { ModelError } from "../core/models/modelError";

/** https://learn.microsoft.com/azure/ai-foundry/openai/how-to/managed-identity */
const SCOPES = ["https://cognitiveservices.azure.com/.default"];

/**
 * A token of the writer's Microsoft account for Azure's models. `mayAsk` lets VS Code ask them to sign in; without
 * it nothing is shown. Throws ModelError "notSignedIn".
 */
export async function entraToken(mayAsk: boolean): Promise<string> {
  try {
    const options = mayAsk ? { createIfNone: true } : { silent: true };
    const session = await vscode.authentication.getSession("microsoft", SCOPES, options);
    if (session) return session.accessToken;
  } catch {
    // Refused by the writer, or a VS Code without Microsoft accounts: the cause may name the account.
  }
  throw new ModelError("notSignedIn");
}
