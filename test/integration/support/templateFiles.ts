import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { labelOf, withPick } from "./answeredInput";
import { workspaceFolder } from "./editor";
import { run } from "./inkling";
import { until } from "./until";

/** Where the workspace has its templates, and VS Code's prompt files. */
export const WORKSPACE_TEMPLATES = join(workspaceFolder(), ".inkling", "templates");
export const PROMPT_FILES = join(workspaceFolder(), ".github", "prompts");

/** Where Inkling keeps the user's own, which only Inkling knows: a copy of one of its own is opened there. */
export async function userTemplates(): Promise<string> {
  await run("duplicateTemplate", "poem");
  const { uri } = await until("the copy", () => vscode.window.activeTextEditor?.document);
  return dirname(uri.fsPath);
}

/** Leaves the user none. */
export async function deleteUserTemplates(): Promise<void> {
  const folder = await userTemplates();
  for (const name of await readdir(folder)) await rm(join(folder, name));
}

/** A small template file. */
export function templateText(
  name: string,
  prompt: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const fields = { name, description: "For a test", category: "edit", target: "replace", ...more };
  const lines = Object.entries(fields).map(([field, value]) => `${field}: ${value}`);
  return `---\n${lines.join("\n")}\n---\n\n# user\n\n${prompt}\n`;
}

/** Writes a template file as another program does, and gives its path. */
export async function putFile(folder: string, id: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${id}.prompt.md`);
  await writeFile(path, text);
  return path;
}

/** What Choose Action lists, without its icons. */
export async function listedActions(): Promise<readonly string[]> {
  return (await withPick(undefined, () => run("chooseAction"))).map(labelOf);
}

export async function untilListed(name: string): Promise<void> {
  await until(`the action "${name}"`, async () => (await listedActions()).includes(name));
}

export async function untilGone(name: string): Promise<void> {
  await until(`no action "${name}" any more`, async () => !(await listedActions()).includes(name));
}
