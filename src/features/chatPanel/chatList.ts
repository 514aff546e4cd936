import * as vscode from "vscode";
import { DisposableStore } from "../../core/common/disposable";
import type { ListedChat } from "./chatIndex";
import type { ChatStore, FoundChat } from "./chatStore";

/** The most chats that a search shows. */
const MOST_FOUND = 50;

/** What the writer does with one of the chats. */
export interface ChatChoice {
  readonly what: "open" | "rename" | "export" | "delete";
  readonly chat: ListedChat;
  /** Where a search has found it. */
  readonly messageId?: string;
}

interface ChatButton extends vscode.QuickInputButton {
  readonly what: ChatChoice["what"];
}

interface ChatItem extends vscode.QuickPickItem {
  readonly found: FoundChat;
  readonly buttons: readonly ChatButton[];
}

/** Shows all chats, newest first, and those that have the words which are typed. Undefined when the writer leaves. */
export async function chooseChat(
  chats: Pick<ChatStore, "list" | "search" | "warm">,
): Promise<ChatChoice | undefined> {
  const store = new DisposableStore();
  const pick = store.add(vscode.window.createQuickPick<ChatItem>());
  pick.title = vscode.l10n.t("Inkling: Chat History");
  pick.placeholder = vscode.l10n.t("Search your chats, or choose one to open it");
  try {
    return await new Promise<ChatChoice | undefined>((resolve, reject) => {
      let asked = 0;
      const draw = async () => {
        const turn = ++asked;
        const query = pick.value.trim();
        pick.busy = true;
        const found =
          query === ""
            ? (await chats.list()).map((chat): FoundChat => ({ chat }))
            : (await chats.search(query, MOST_FOUND)).found;
        if (turn !== asked) return; // more was typed meanwhile
        pick.busy = false;
        pick.items = found.map(chatItem);
        pick.placeholder = placeholder(query, found.length);
      };
      const drawn = () => void draw().catch(reject);
      store.add(pick.onDidChangeValue(drawn));
      store.add(
        pick.onDidAccept(() => {
          const [item] = pick.selectedItems;
          if (item) resolve(choiceOf("open", item));
        }),
      );
      store.add(
        pick.onDidTriggerItemButton(({ button, item }) => {
          const { what } = item.buttons.find((one) => one === button) ?? {};
          if (what) resolve(choiceOf(what, item));
        }),
      );
      store.add(pick.onDidHide(() => resolve(undefined)));
      pick.show();
      drawn();
      // The first search is then as quick as the next ones; what fails here fails there too, and is said then.
      void chats.warm().catch(() => undefined);
    });
  } finally {
    store.dispose();
  }
}

function placeholder(query: string, count: number): string {
  if (count > 0) return vscode.l10n.t("Search your chats, or choose one to open it");
  return query === "" ? vscode.l10n.t("There are no chats yet.") : vscode.l10n.t("No chat has these words.");
}

function chatItem(found: FoundChat): ChatItem {
  const { chat, excerpt } = found;
  const { l10n, env, ThemeIcon } = vscode;
  const format = new Intl.DateTimeFormat(env.language, { dateStyle: "medium", timeStyle: "short" });
  const when = format.format(chat.updatedAt);
  const button = (what: ChatChoice["what"], icon: string, tooltip: string): ChatButton => ({
    ...{ what, iconPath: new ThemeIcon(icon), tooltip },
  });
  return {
    found,
    label: chat.title === "" ? l10n.t("Untitled Chat") : chat.title,
    description: chat.isDamaged ? `${when} · ${l10n.t("A part of it is damaged")}` : when,
    ...(excerpt && { detail: excerpt.text }),
    // What has been found is shown, also where VS Code does not see the words in it.
    alwaysShow: true,
    buttons: [
      button("rename", "edit", l10n.t("Rename")),
      button("export", "export", l10n.t("Export to Markdown")),
      button("delete", "trash", l10n.t("Delete")),
    ],
  };
}

function choiceOf(what: ChatChoice["what"], { found: { chat, excerpt } }: ChatItem): ChatChoice {
  return { what, chat, ...(excerpt && { messageId: excerpt.messageId }) };
}
