/** A node of the tree: an edge holds as many characters as all below it have in common. */
interface Node {
  readonly children: Map<string, { readonly edge: string; readonly node: Node }>;
  readonly answers: Map<string, string>;
}

/** Answers by the text before them: a radix tree. The oldest are forgotten. */
export class PrefixTrie {
  readonly #root: Node = emptyNode();
  readonly #order: { readonly answers: Map<string, string>; readonly suffix: string }[] = [];

  constructor(private readonly most: number) {}

  set(prefix: string, suffix: string, answer: string): void {
    const { answers } = this.#nodeOf(prefix);
    if (!answers.has(suffix)) this.#order.push({ answers, suffix });
    answers.set(suffix, answer);
    const oldest = this.#order.length > this.most ? this.#order.shift() : undefined;
    oldest?.answers.delete(oldest.suffix);
  }

  /** The rest of the answer with the longest text before it that what stands before the cursor agrees with. */
  find(prefix: string, suffix: string): string | undefined {
    let best: string | undefined;
    let at = 0;
    for (let node = this.#root; ;) {
      const answer = node.answers.get(suffix);
      const typed = prefix.length - at;
      if (answer !== undefined && typed < answer.length && answer.startsWith(prefix.slice(at))) {
        best = answer.slice(typed);
      }
      const next: { edge: string; node: Node } | undefined = node.children.get(prefix.charAt(at));
      if (next === undefined || !prefix.startsWith(next.edge, at)) return best;
      at += next.edge.length;
      node = next.node;
    }
  }

  #nodeOf(prefix: string): Node {
    let node = this.#root;
    for (let at = 0; at < prefix.length;) {
      const first = prefix.charAt(at);
      const next = node.children.get(first);
      if (next === undefined) {
        const leaf = emptyNode();
        node.children.set(first, { edge: prefix.slice(at), node: leaf });
        return leaf;
      }
      const shared = sharedLength(next.edge, prefix, at);
      if (shared < next.edge.length) {
        const middle = emptyNode();
        middle.children.set(next.edge.charAt(shared), { edge: next.edge.slice(shared), node: next.node });
        node.children.set(first, { edge: next.edge.slice(0, shared), node: middle });
        node = middle;
      } else node = next.node;
      at += shared;
    }
    return node;
  }
}

function emptyNode(): Node {
  return { children: new Map(), answers: new Map() };
}

function sharedLength(edge: string, text: string, at: number): number {
  let length = 0;
  while (length < edge.length && edge[length] === text[at + length]) length++;
  return length;
}
