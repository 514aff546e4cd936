/** `vscode.authentication`: the sessions that a test has set up. */
import type * as vscode from "vscode";
import { strict } from "./strict";

type Session = Pick<vscode.AuthenticationSession, "accessToken">;

export interface SessionRequest {
  readonly provider: string;
  readonly scopes: readonly string[];
  readonly options: vscode.AuthenticationGetSessionOptions;
}

const fresh = () => ({
  /** The session that is there already. */
  session: undefined as Session | undefined,
  /** What the writer does when they are asked to sign in: undefined is that they refuse. */
  signsIn: undefined as Session | undefined,
  requests: [] as SessionRequest[],
});

export const accounts = fresh();

export function resetAuthentication(): void {
  Object.assign(accounts, fresh());
}

export const authentication = strict("vscode.authentication", {
  getSession(
    provider: string,
    scopes: readonly string[],
    options: vscode.AuthenticationGetSessionOptions = {},
  ): Promise<Session | undefined> {
    accounts.requests.push({ provider, scopes, options });
    if (accounts.session || !options.createIfNone) return Promise.resolve(accounts.session);
    // VS Code's own words.
    return accounts.signsIn
      ? Promise.resolve(accounts.signsIn)
      : Promise.reject(new Error("User did not consent to login."));
  },
});
