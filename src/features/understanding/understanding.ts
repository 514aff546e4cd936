import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { AnalysisKind } from "../../core/understanding/analysis";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { UnderstandingParts, UnderstandingSession } from "./understandingSession";

const KINDS: readonly AnalysisKind[] = ["sentiment", "entities", "intent", "question"];

/** The commands that analyse a text without changing it. All behind them is loaded when one is first used. */
export class Understanding implements Disposable {
  readonly #store = new DisposableStore();
  #session: Promise<UnderstandingSession> | undefined;

  constructor(
    commands: CommandRegistry,
    private readonly parts: UnderstandingParts,
  ) {
    const register = (id: string, use: (session: UnderstandingSession, argument: unknown) => unknown) =>
      commands.register(`understand.${id}`, async (argument) => use(await this.#open(), argument));
    for (const kind of KINDS) register(kind, (session, argument) => session.run(kind, argument));
    register("show", (session) => session.show());
    register("copyCsv", (session) => session.copy("csv"));
    register("copyJson", (session) => session.copy("json"));
    register("clear", (session) => session.clear());
  }

  dispose(): void {
    this.#store.dispose();
  }

  #open(): Promise<UnderstandingSession> {
    this.#session ??= this.#load();
    return this.#session;
  }

  async #load(): Promise<UnderstandingSession> {
    const { UnderstandingSession } = await import("./understandingSession");
    return this.#store.add(new UnderstandingSession(this.parts));
  }
}
