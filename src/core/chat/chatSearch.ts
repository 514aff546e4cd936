import type { Chat } from "./chat";

/**
 * The words of a chat, for searching thousands in no time: each piece between spaces once, folded, however often it
 * is said. A word that is looked for has no space in it, so that it stands in a text just when it stands in a piece.
 */
export interface ChatWords {
  readonly id: string;
  readonly updatedAt: number;
  /** Folded. */
  readonly title: string;
  readonly words: string;
}

export interface ChatHit {
  readonly id: string;
  /** Whether every word stands in the title: these come first. */
  readonly inTitle: boolean;
}

export function chatWords({ id, updatedAt, title, messages }: Chat): ChatWords {
  const words = new Set<string>();
  for (const { content } of messages.values()) {
    for (const word of fold(content).split(/\s+/)) words.add(word);
  }
  words.delete("");
  return { id, updatedAt, title: fold(title), words: [...words].join(" ") };
}

/** The chats in which every word of `query` stands, in the title or in any message; those with all in the title first, then the newest. None for an empty query. */
export function searchChats(chats: Iterable<ChatWords>, query: string): ChatHit[] {
  const wanted = queryWords(query);
  if (wanted.length === 0) return [];
  const hits: (ChatHit & { readonly updatedAt: number })[] = [];
  for (const { id, updatedAt, title, words } of chats) {
    const inTitle = wanted.every((word) => title.includes(word));
    if (inTitle || wanted.every((word) => title.includes(word) || words.includes(word))) {
      hits.push({ id, inTitle, updatedAt });
    }
  }
  hits.sort((one, other) => Number(other.inTitle) - Number(one.inTitle) || other.updatedAt - one.updatedAt);
  return hits.map(({ id, inTitle }) => ({ id, inTitle }));
}

/** Without differences that nobody who looks for a word means. */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** The folded words of a query, each once. */
export function queryWords(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/))].filter((word) => word !== "");
}
