import { inspect } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { entraToken } from "../../../../src/platform/microsoftAccount";
import { accounts } from "../../../fakes/authentication";
import { resetVscode } from "../../../fakes/vscode";

const SESSION = { accessToken: "eyJ-secret" };
const UNAUTHORIZED = { name: "ModelError", reason: "notSignedIn" };

beforeEach(resetVscode);

describe("a token of the writer's Microsoft account", () => {
  it.each([true, false])("is that of the session that is there (may ask: %s)", async (mayAsk) => {
    accounts.session = SESSION;
    expect(await entraToken(mayAsk)).toBe("eyJ-secret");
    expect(accounts.requests).toMatchObject([
      { provider: "microsoft", scopes: ["https://cognitiveservices.azure.com/.default"] },
    ]);
  });

  it("is asked for where that is allowed", async () => {
    accounts.signsIn = SESSION;
    expect(await entraToken(true)).toBe("eyJ-secret");
  });

  it("is missing, without a dialog or a badge, where asking is not allowed", async () => {
    accounts.signsIn = SESSION;
    await expect(entraToken(false)).rejects.toMatchObject(UNAUTHORIZED);
    expect(accounts.requests[0]?.options).toEqual({ silent: true });
  });

  it("is missing when the writer refuses", async () => {
    await expect(entraToken(true)).rejects.toMatchObject(UNAUTHORIZED);
  });

  it("is nowhere in an error", async () => {
    accounts.signsIn = SESSION;
    const error: unknown = await entraToken(false).catch((reason: unknown) => reason);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("secret");
  });
});
