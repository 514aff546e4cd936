import { describe, expect, it, vi } from "vitest";
import { DisposableStore } from "../../../../src/core/common/disposable";

describe("DisposableStore", () => {
  it("disposes in reverse order", () => {
    const order: string[] = [];
    const store = new DisposableStore();
    for (const name of ["first", "second", "third"]) store.add({ dispose: () => order.push(name) });
    store.dispose();
    expect(order).toEqual(["third", "second", "first"]);
  });

  it("hands back what it was given", () => {
    const item = { dispose: vi.fn(), name: "view" };
    expect(new DisposableStore().add(item)).toBe(item);
    expect(item.dispose).not.toHaveBeenCalled();
  });

  it("disposes of each thing once, however often it is asked", () => {
    const store = new DisposableStore();
    const { dispose } = store.add({ dispose: vi.fn() });
    store.dispose();
    store.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it("disposes at once of what comes too late", () => {
    const store = new DisposableStore();
    store.dispose();
    const { dispose } = store.add({ dispose: vi.fn() });
    expect(dispose).toHaveBeenCalledOnce();
  });

  it("disposes of what is added while it disposes", () => {
    const store = new DisposableStore();
    const late = { dispose: vi.fn() };
    store.add({ dispose: () => store.add(late) });
    store.dispose();
    expect(late.dispose).toHaveBeenCalledOnce();
  });

  it("leaks nothing when one of its own throws", () => {
    const store = new DisposableStore();
    const { dispose } = store.add({ dispose: vi.fn() });
    store.add({
      dispose: () => {
        throw new Error("already gone");
      },
    });
    expect(() => store.dispose()).toThrow("already gone");
    expect(dispose).toHaveBeenCalledOnce();
  });
});
