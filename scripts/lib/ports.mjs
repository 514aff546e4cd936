import { createServer } from "node:net";

/** Only this machine may reach what we start. */
export const HOST = "127.0.0.1";

/**
 * @param {number} port 0 for any
 * @returns {Promise<number | undefined>} the port if it is free
 */
function probe(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(undefined));
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}

/**
 * The first free port from the given one on; any for 0.
 * @param {number} [from]
 * @returns {Promise<number>}
 */
export async function freePort(from = 0) {
  for (let port = from; port <= Math.min(from + 50, 65_535); port++) {
    const free = await probe(port);
    if (free !== undefined) return free;
  }
  throw new Error(`No free port from ${from} on.`);
}
