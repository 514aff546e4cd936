import type { FromPanel } from "../../protocol/chatPanel/fromPanel";

type DroppedImage = Extract<FromPanel, { readonly kind: "dropImage" }>;

/** Why nothing came of what was dropped or pasted. */
export type DropFault = "noImages" | "onlyImages" | "imageTooLarge";

/** The largest image that the services take, in bytes (https://platform.openai.com/docs/guides/images-vision). */
const MAX_BYTES = 20 * 1024 * 1024;
/** Bytes that are turned into text at once: a call takes only so many arguments. */
const PIECE = 32_768;
const MAX_NAME = 200;
const MAX_FILES = 100;
const IMAGE_TYPES: readonly DroppedImage["mimeType"][] = [
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
];

/** What VS Code and operating systems put addresses of files into. */
const ADDRESS_LISTS = ["application/vnd.code.uri-list", "text/uri-list"];

/** Whether something is dragged that can be dropped on the panel. */
export function isDroppable({ types }: DataTransfer): boolean {
  return [...ADDRESS_LISTS, "Files"].some((type) => types.includes(type));
}

/** The addresses of files that were dropped; addresses of web pages are none. */
export function droppedFiles(data: DataTransfer): string[] {
  const list = ADDRESS_LISTS.map((type) => data.getData(type)).find((text) => text !== "") ?? "";
  const addresses = list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  return addresses
    .filter((address) => /^(?!https?:|data:|javascript:)[a-z][\w+.-]*:/i.test(address))
    .slice(0, MAX_FILES);
}

/** Images from outside the editor, read; or why not. */
export async function droppedImages(
  files: readonly File[],
  seesImages: boolean,
): Promise<{ readonly images: readonly DroppedImage[]; readonly fault?: DropFault }> {
  if (files.length === 0) return { images: [] };
  const known = files.flatMap((file) => {
    const mimeType = IMAGE_TYPES.find((type) => type === file.type);
    return mimeType ? [{ file, mimeType }] : [];
  });
  if (known.length === 0) return { images: [], fault: "onlyImages" };
  if (!seesImages) return { images: [], fault: "noImages" };
  const fitting = known.filter(({ file }) => file.size <= MAX_BYTES);
  const images = await Promise.all(
    fitting.map(async ({ file, mimeType }) => ({
      kind: "dropImage" as const,
      name: file.name.slice(0, MAX_NAME),
      mimeType,
      data: await base64(file),
    })),
  );
  if (fitting.length < known.length) return { images, fault: "imageTooLarge" };
  return { images, ...(known.length < files.length && { fault: "onlyImages" as const }) };
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  }
  return btoa(pieces.join(""));
}
