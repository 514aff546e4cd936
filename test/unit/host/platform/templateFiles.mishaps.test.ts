import { mkdtempSync, readdirSync, rmSync, type PathLike } from "node:fs";
import type * as promises from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newTemplate } from "../../../../src/core/prompts/newTemplate";
import { TemplateFiles } from "../../../../src/platform/templateFiles";
import { resetVscode } from "../../../fakes/vscode";
import { testHost } from "../support/testHost";

/** The disk has room for so many characters. */
const room = vi.hoisted(() => ({ left: Infinity }));

vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof promises>();
  const writeFile = async (file: PathLike, text: string, options?: { flag: string }) => {
    await real.writeFile(file, text.slice(0, room.left), options);
    if (text.length > room.left) throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
  };
  return { ...real, writeFile };
});

let disk: string;

beforeEach(() => {
  resetVscode();
  room.left = Infinity;
  disk = mkdtempSync(join(tmpdir(), "inkling-full-"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

const ode = newTemplate({
  ...{ id: "ode", name: "Ode", description: "d", target: "panel" },
  user: "Praise {{selection}}",
});

const files = () => new TemplateFiles(testHost({ templateFolder: join(disk, "user") }).templates);
const saved = () => readdirSync(join(disk, "user"));

describe("a template that is saved", () => {
  it("leaves no half of it on a disk that is full", async () => {
    room.left = 20;
    await expect(files().save(ode)).rejects.toThrow("ENOSPC");
    expect(saved()).toEqual([]);
  });

  it("takes no other's place unless that is wanted", async () => {
    await files().save({ ...ode, id: "poem" });
    await files().save({ ...ode, id: "Translate" });
    expect(saved()).toEqual(["Translate2.prompt.md", "poem2.prompt.md"]);
    await files().save({ ...ode, id: "poem" }, { mayOverride: true });
    expect(saved()).toContain("poem.prompt.md");
  });
});
