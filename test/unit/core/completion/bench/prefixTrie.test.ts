import { describe, expect, it } from "vitest";
import { PrefixTrie } from "../../../../bench/ghost/contenders/prefixTrie";

describe("PrefixTrie", () => {
  it("finds the rest of the answer with the longest text before it", () => {
    const trie = new PrefixTrie(10);
    trie.set("The ", "", "garden wall");
    trie.set("The gard", "", "ener");
    trie.set("The gate", "", " stood");
    expect(trie.find("The ", "")).toBe("garden wall");
    expect(trie.find("The gar", "")).toBe("den wall");
    expect(trie.find("The garde", "")).toBe("ner");
    expect(trie.find("The garden", "")).toBe("er");
    expect(trie.find("The gate", "")).toBe(" stood");
    expect(trie.find("The gx", "")).toBeUndefined();
    expect(trie.find("The ", "after")).toBeUndefined();
  });

  it("forgets the oldest", () => {
    const trie = new PrefixTrie(2);
    for (const prefix of ["a", "ab", "abc"]) trie.set(prefix, "", "xyz");
    expect(trie.find("a", "")).toBeUndefined();
    expect(trie.find("ab", "")).toBe("xyz");
  });
});
