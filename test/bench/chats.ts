import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChatEvent } from "../../src/core/chat/chatEvents";
import { chatLines } from "../../src/core/chat/chatFile";
import { median } from "../../src/core/common/median";
import { ChatStore } from "../../src/features/chatPanel/chatStore";
import { Random } from "./ghost/random";
import { CHINESE, ENGLISH, manuscript, written, type Language } from "./review";

const CHATS = 1000;
const MESSAGES = 200;
/** Characters of a question and of an answer. */
const QUESTION = 80;
const ANSWER = 500;
const ROUNDS = 5;
/** What is looked for: a word of most chats, one of a single chat, two words, one of Chinese, and one that is nowhere. */
const QUERIES = ["captain", "zymurgy500", "white voyage", "船长", "nowhere-at-all"];

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** A folder with chats in it, as a `ChatStore` has written them. */
export interface ChatsFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes the chats: each fifth in Chinese, answers in pieces of a second as they are flushed. */
export async function writeChats(chats = CHATS, messages = MESSAGES): Promise<ChatsFolder> {
  const path = await mkdtemp(join(tmpdir(), "inkling-chats-"));
  const random = new Random(7);
  for (let i = 0; i < chats; i++) {
    const events = chatOf(i, messages, i % 5 === 4 ? CHINESE : ENGLISH, random);
    // Each event by itself: chatLines would join the pieces of an answer.
    const lines = events.map((event, number) => chatLines([event], { windowId: "bench", number }).text);
    await writeFile(join(path, `chat-${i}.jsonl`), lines.join(""));
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A store that was just made, as after a start of VS Code: the list from the index, and the newest chat open. In ms. */
export async function panelOpen1000ChatsMs(folder: ChatsFolder): Promise<number> {
  await storeOf(folder).list(); // writes the index
  return middle(async () => {
    const store = storeOf(folder);
    const [newest] = await store.list();
    await store.open(newest?.id ?? "");
    store.dispose();
  });
}

/** From a query to what is shown of its hits, the words of all chats in memory. The slowest query's middle, in ms. */
export async function panelSearchMs(folder: ChatsFolder): Promise<number> {
  const store = storeOf(folder);
  await store.warm();
  const times: number[] = [];
  for (const query of QUERIES) times.push(await middle(() => store.search(query)));
  store.dispose();
  return Math.max(...times);
}

/** Both figures over the same chats. */
export async function benchChats(): Promise<{ panelOpen1000ChatsMs: number; panelSearchMs: number }> {
  const folder = await writeChats();
  try {
    return {
      panelOpen1000ChatsMs: await panelOpen1000ChatsMs(folder),
      panelSearchMs: await panelSearchMs(folder),
    };
  } finally {
    await folder.remove();
  }
}

function storeOf({ path }: ChatsFolder): ChatStore {
  return new ChatStore({ fsPath: path }, SILENT);
}

async function middle(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return median(times);
}

function chatOf(number: number, messages: number, language: Language, random: Random): ChatEvent[] {
  const at = Date.UTC(2026, 0, 1) + number * 60_000;
  const text = (length: number) => written(manuscript(language, length, random));
  const events: ChatEvent[] = [{ kind: "created", title: text(30).slice(0, 30), at }];
  let parentId: string | null = null;
  for (let i = 0; i < messages; i += 2) {
    const [question, answer] = [`q${i}`, `a${i}`];
    const rare = i === 0 ? ` zymurgy${number}` : "";
    const asked = text(QUESTION).slice(0, QUESTION) + rare;
    // Words of few chats, such as names: a chat has many different ones.
    const names = Array.from({ length: 6 }, () => `n${random.between(0, 50_000).toString(36)}`).join(" ");
    const said = `${names} ${text(ANSWER).slice(0, ANSWER)}`;
    const half = Math.floor(said.length / 2);
    events.push(
      { kind: "added", id: question, parentId, role: "user", content: asked, at: at + i },
      { kind: "added", id: answer, parentId: question, role: "assistant", content: "", at: at + i },
      { kind: "model", id: answer, name: "bench" },
      { kind: "text", id: answer, text: said.slice(0, half) },
      { kind: "text", id: answer, text: said.slice(half) },
      {
        kind: "ended",
        id: answer,
        state: "done",
        usage: { promptTokens: 900, completionTokens: 125 },
        ms: 2000,
      },
    );
    parentId = answer;
  }
  return events;
}
