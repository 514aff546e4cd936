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
export async function benchReview(
  watch: EditorWatch,
): Promise<{ firstPaintMs: number; leakedDisposables: number }> {
  const server = await startFakeOpenAiServer();
  try {
    await useServer(server);
    const { document } = await openText(TEXT);
    const rewrite = async (chunks: string[]) => {
      select(await vscode.window.showTextDocument(document), TEXT);
      server.respondWith({ kind: "text", chunks });
      const asked = server.requests.length;
      watch.forget();
      const running = run("action.rewrite", { style: "clearer" });
      await server.waitFor(({ requests }) => requests.length > asked);
      const arrived = performance.now();
      await running;
      await suggestionsReady(document);
      // A long answer is compared side by side, which takes the keyboard.
      await vscode.window.showTextDocument(document);
      await run("suggestion.reject");
      return watch.painted() - arrived;
    };
    const long = (tokens: number) => [PAINTED, ...Array.from({ length: tokens }, (_, i) => ` word${i}`)];
    // What is made with the first suggestion of each view stays.
    await rewrite([PAINTED, " stood the captain."]);
    await rewrite(long(TOKENS / 25));
    const firstPaintMs = await rewrite([PAINTED, " stood the captain."]);
    const before = watch.live;
    await rewrite(long(TOKENS));
    await until("everything given back", () => watch.live <= before).catch(() => undefined);
    return { firstPaintMs, leakedDisposables: watch.live - before };
  } finally {
    await server.close();
    watch.restore();
  }
}

export type EditorWatch = ReturnType<typeof watchEditor>;

/**
 * Counts what is made through VS Code's API and not yet disposed of, and hears when a thread shows words. Begins
 * before the first suggestion, with which the threads' controller is made.
 */
export function watchEditor() {
  let paintedAt: number | undefined;
  const watch = {
    live: 0,
    forget: () => void (paintedAt = undefined),
    painted: () => paintedAt ?? NaN,
    restore: () => {},
  };
  const undo: (() => void)[] = [];
  /** What VS Code hands out cannot be changed, so somebody stands in front of it. */
  const counted = <T extends { dispose(): unknown }>(made: T): T => {
    watch.live++;
    let isLive = true;
    const dispose = () => {
      if (isLive) watch.live--;
      isLive = false;
      return made.dispose();
    };
    return inFrontOf(made, { dispose }, (key, value) => {
      if (key === "comments" && showsWords(value as vscode.Comment[])) paintedAt ??= performance.now();
    });
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
      const createCommentThread: typeof controller.createCommentThread = (...about) =>
        counted(controller.createCommentThread(...about));
      return inFrontOf(controller, { createCommentThread });
    },
  });
  undo.push(() => Object.assign(vscode.comments, { createCommentController }));
  watch.restore = () => {
    for (const one of undo) one();
  };
  return watch;
}

function showsWords(comments: readonly vscode.Comment[]): boolean {
  return comments.some(({ body }) => (typeof body === "string" ? body : body.value).includes("lighthouse"));
}

/** `made` with some members of its own; it may be frozen, so it is not the proxy's target. */
function inFrontOf<T extends object>(
  made: T,
  own: object,
  heard: (key: PropertyKey, value: unknown) => void = () => {},
): T {
  return new Proxy({} as T, {
    get: (_, key) => Reflect.get(key in own ? own : made, key) as unknown,
    set(_, key, value) {
      heard(key, value);
      return Reflect.set(made, key, value);
    },
  });
}
