/** What servers were found to refuse, kept while the extension runs, so that each is asked in vain only once. */
export class ServerQuirks {
  readonly #refused = new Map<string, Set<string>>();

  /** The options, by the server's names, that `model` at `host` refuses; who finds another adds it. */
  refusedBy(host: string, model: string): Set<string> {
    const key = JSON.stringify([host, model]);
    const known = this.#refused.get(key) ?? new Set();
    this.#refused.set(key, known);
    return known;
  }
}
