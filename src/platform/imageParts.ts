import * as vscode from "vscode";
import type { PromptImage } from "../core/models/prompt";

/** `LanguageModelDataPart`; the types of 1.104 do not know yet that a message may have such a part. */
type ImagePartClass = new (data: Uint8Array, mimeType: string) => vscode.LanguageModelTextPart;

/** It came with VS Code 1.106, which is newer than what Inkling asks for: undefined before. */
function imagePartClass(): ImagePartClass | undefined {
  return (vscode as { readonly LanguageModelDataPart?: ImagePartClass }).LanguageModelDataPart;
}

/** Whether this VS Code takes images to a model and back. */
export function takesImages(): boolean {
  return imagePartClass() !== undefined;
}

/** The images as parts of a message; none where this VS Code has no such part. */
export function imageParts(images: readonly PromptImage[]): vscode.LanguageModelTextPart[] {
  const Part = imagePartClass();
  return Part ? images.map(({ data, mimeType }) => new Part(Buffer.from(data, "base64"), mimeType)) : [];
}

/** The images among the parts of a message. */
export function imagesIn(parts: readonly unknown[]): PromptImage[] {
  const Part = imagePartClass();
  if (!Part) return [];
  return parts.flatMap((part) => {
    if (!(part instanceof Part)) return [];
    const { data, mimeType } = part as unknown as { readonly data: Uint8Array; readonly mimeType: string };
    return mimeType.startsWith("image/") ? [{ mimeType, data: Buffer.from(data).toString("base64") }] : [];
  });
}
