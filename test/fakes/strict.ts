/** `members` of one part of the API. Whatever else is asked for fails the test, with its name. */
export function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, key, receiver) {
      if (typeof key === "string" && !(key in target)) {
        throw new Error(`${name}.${key} is not in test/fakes: add it, or do not use it.`);
      }
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}

/** The next thing that a test has set up, or an error that says what was asked for. */
export function next<T>(queue: T[], asked: string): T {
  if (queue.length === 0) throw new Error(`The test set up no answer for ${asked}`);
  return queue.shift() as T;
}
