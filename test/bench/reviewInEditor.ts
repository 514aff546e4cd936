import * as vscode from "vscode";
import { openText, select, suggestionsReady } from "../integration/support/editor";
import { run, useServer } from "../integration/support/inkling";
import { until } from "../integration/support/until";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";

const TEXT = "The captain looked at the sea, and the wind was strong.";
const PAINTED = "By the lighthouse";
const TOKENS = 50_000;

/**
 * From the request's arrival at a server that answers at once to the first words in the thread, in ms; and how many
 * more listeners, decorations, threads and providers there are after an answer of 50,000 pieces than before it.
 */
export async function benchReview(): Promise<{ firstPaintMs: number; leakedDisposables: number }> {
  const watch = watchEditor();
  const server = await startFakeOpenAiServer();
  try {
    await useServer(server);
    const editor = await openText(TEXT);
    const rewrite = async (chunks: string[]) => {
      select(editor, TEXT);
      server.respondWith({ kind: "text", chunks });
      const asked = server.requests.length;
      watch.forget();
      const running = run("action.rewrite", { style: "clearer" });
      await server.waitFor(({ requests }) => requests.length > asked);
      const arrived = performance.now();
      await running;
      await suggestionsReady(editor.document);
      await run("suggestion.reject");
      return watch.painted() - arrived;
    };
    await rewrite([PAINTED, " stood the captain."]); // what is made with the first suggestion stays
    const firstPaintMs = await rewrite([PAINTED, " stood the captain."]);
    const before = watch.live;
    await rewrite([PAINTED, ...Array.from({ length: TOKENS }, (_, i) => ` word${i}`)]);
    await until("everything given back", () => watch.live <= before).catch(() => undefined);
    return { firstPaintMs, leakedDisposables: watch.live - before };
  } finally {
    await server.close();
    watch.restore();
  }
}

/** Counts what is made through VS Code's API and not yet disposed of, and hears when a thread shows words. */
function watchEditor() {
  let paintedAt: number | undefined;
  const watch = {
    live: 0,
    forget: () => void (paintedAt = undefined),
    painted: () => paintedAt ?? NaN,
    restore: () => {},
  };
  const undo: (() => void)[] = [];
  const counted = <T extends { dispose(): unknown }>(made: T): T => {
    watch.live++;
    const dispose = made.dispose.bind(made);
    let isLive = true;
    made.dispose = () => {
      if (isLive) watch.live--;
      isLive = false;
      return dispose();
    };
    return made;
  };
  for (const [namespace, pattern] of [
    [vscode.workspace, /^onDid|^register/],
    [vscode.window, /^onDid|^register|^createTextEditorDecorationType$/],
    [vscode.languages, /^onDid|^register/],
  ] as const) {
    for (const name of Object.keys(namespace).filter((key) => pattern.test(key))) {
      const api = namespace as unknown as Record<string, (...args: unknown[]) => { dispose(): unknown }>;
      const original = api[name];
      if (typeof original !== "function") continue;
      Object.defineProperty(api, name, {
        value: (...args: unknown[]) => counted(original(...args)),
        configurable: true,
      });
      undo.push(() => Object.defineProperty(api, name, { value: original, configurable: true }));
    }
  }
  const { createCommentController } = vscode.comments;
  Object.assign(vscode.comments, {
    createCommentController: (...args: Parameters<typeof createCommentController>) => {
      const controller = createCommentController(...args);
      const create = controller.createCommentThread.bind(controller);
      controller.createCommentThread = (...about) => {
        const thread = counted(create(...about));
        return new Proxy(thread, {
          set(target, key, value) {
            if (key === "comments" && JSON.stringify(value).includes("By")) paintedAt ??= performance.now();
            return Reflect.set(target, key, value);
          },
        });
      };
      return controller;
    },
  });
  undo.push(() => Object.assign(vscode.comments, { createCommentController }));
  watch.restore = () => {
    for (const one of undo) one();
  };
  return watch;
}
