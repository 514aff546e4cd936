import * as vscode from "vscode";
import type { ModelSettings } from "../../core/settings/settings";
import { keyOwner, type ApiKeys, type KeyOwner } from "../../platform/apiKeys";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { ModelAccess } from "../../platform/modelAccess";

export interface KeyCommandsParts {
  readonly models: Pick<ModelAccess, "list" | "taskModels">;
  readonly keys: ApiKeys;
}

/** Setting and removing the keys, one for each provider and host. */
export class KeyCommands {
  constructor(
    commands: CommandRegistry,
    private readonly parts: KeyCommandsParts,
  ) {
    commands.register("setApiKey", (host) => this.#set(host));
    commands.register("removeApiKey", () => this.#remove());
  }

  /** `host` is given where the key of that very host is missing or refused, whichever provider asked it. */
  async #set(host: unknown): Promise<void> {
    const known = this.#owners().flatMap(({ owner }) => (owner.host === host ? owner : []));
    const asked = known.length > 0 ? undefined : await this.#ask(vscode.l10n.t("Whose API key?"));
    const owners = asked ? [asked] : known;
    const [owner] = owners;
    if (!owner) return;
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t("API key for {0}", owner.host),
      prompt: vscode.l10n.t("Kept in VS Code's secret storage, and sent to {0} alone.", owner.host),
      password: true,
      ignoreFocusOut: true,
    });
    if (!key?.trim()) return;
    for (const one of owners) await this.parts.keys.set(one, key.trim());
    void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is stored.", owner.host));
  }

  async #remove(): Promise<void> {
    const owner = await this.#ask(vscode.l10n.t("Whose key should be removed?"));
    if (!owner) return;
    await this.parts.keys.remove(owner);
    void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is removed.", owner.host));
  }

  async #ask(title: string): Promise<KeyOwner | undefined> {
    return (await vscode.window.showQuickPick(this.#owners(), { title }))?.owner;
  }

  /** The hosts of OpenAI and Hugging Face, and those of the configured models. */
  #owners(): (vscode.QuickPickItem & { owner: KeyOwner })[] {
    const known: ModelSettings[] = [
      { name: "OpenAI", provider: "openai" },
      { name: "Hugging Face", provider: "huggingface" },
    ];
    const byHost = new Map<string, vscode.QuickPickItem & { owner: KeyOwner }>();
    const { models } = this.parts;
    for (const model of [...known, ...models.list(), ...models.taskModels()]) {
      const owner = keyOwner(model);
      if (!owner || byHost.has(JSON.stringify(owner))) continue;
      byHost.set(JSON.stringify(owner), { label: model.name, description: owner.host, owner });
    }
    return [...byHost.values()];
  }
}
