import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import fc from "fast-check";
import { Uri, window } from "vscode";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { parseTemplate } from "../../../../../src/core/prompts/parseTemplate";
import { readArchive } from "../../../../../src/features/templates/readArchive";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders } from "../../../../fakes/workspace";
import { run } from "../../support/modelWalk";
import { startTemplates, templateFile } from "../../support/templates";

beforeEach(resetVscode);

/** Writes files beside the test's own, and imports them; `answer` is for the question about those that are there. */
async function importFiles(room: string, files: Record<string, string | Uint8Array>, answer?: string) {
  const chosen = await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      await writeFile(join(room, name), content);
      return Uri.file(join(room, name));
    }),
  );
  ui.filesToOpen.push(chosen);
  if (answer !== undefined) ui.answers.push(answer);
  ui.answers.push(undefined); // what was imported
  await run("importTemplates");
  return ui.messages.at(-1)!;
}

/** While the next of these dialogs is open, something else happens; then it is answered. */
function meanwhile(dialog: "showSaveDialog" | "showWarningMessage", happens: () => Promise<void>) {
  const show = window[dialog].bind(window) as (...all: unknown[]) => Promise<unknown>;
  const spy = vi.spyOn(window, dialog).mockImplementationOnce((async (...all: unknown[]) => {
    await happens();
    return show(...all);
  }) as never);
  onTestFinished(() => spy.mockRestore());
}

const text = (content: string) => strToU8(content);
const zipped = (files: Zippable) => zipSync(files);

describe("exporting", () => {
  it("one template writes its file as it stands", async () => {
    const { put, room } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine"));
    const file = join(room, "out.prompt.md");
    ui.filesToSave.push(Uri.file(file));
    await run("exportTemplate", "mine");
    expect(await readFile(file, "utf8")).toBe(templateFile("Mine"));
    expect(ui.saveDialogs[0]?.defaultUri?.path).toMatch(/mine\.prompt\.md$/);
  });

  it("one of VS Code's own prompt files writes a template", async () => {
    const { room } = await startTemplates();
    await mkdir(join(room, "work/.github/prompts"), { recursive: true });
    await writeFile(join(room, "work/.github/prompts/ask.prompt.md"), "Explain ${selection}");
    openFolders(Uri.file(join(room, "work")));
    const file = join(room, "out.prompt.md");
    ui.filesToSave.push(Uri.file(file));
    await run("exportTemplate", "ask");
    expect(parseTemplate("ask", await readFile(file, "utf8")).user).toBe("Explain {{selection}}");
  });

  it("all of one's own writes a zip of the files as they stand, broken ones too, and no other", async () => {
    const { put, room } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine"));
    await put("求职信.prompt.md", "half written");
    await put("notes.md", "none");
    ui.filesToSave.push(Uri.file(join(room, "all.zip")));
    ui.answers.push(undefined);
    await run("exportTemplates");
    const files = unzipSync(await readFile(join(room, "all.zip")));
    const texts = Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    expect(Object.fromEntries(texts)).toEqual({
      "mine.prompt.md": templateFile("Mine"),
      "求职信.prompt.md": "half written",
    });
    expect(ui.messages[0]?.message).toBe("Exported: 2");
  });

  it("goes on without one that is deleted while the file is chosen, and names it", async () => {
    const { put, room, folder } = await startTemplates();
    await put("a.prompt.md", templateFile("A"));
    await put("b.prompt.md", templateFile("B"));
    meanwhile("showSaveDialog", () => rm(join(folder, "b.prompt.md")));
    ui.filesToSave.push(Uri.file(join(room, "all.zip")));
    ui.answers.push(undefined);
    await run("exportTemplates");
    expect(Object.keys(unzipSync(await readFile(join(room, "all.zip"))))).toEqual(["a.prompt.md"]);
    expect(ui.messages).toMatchObject([
      { severity: "warning", message: "Exported: 1. No longer there: b.prompt.md" },
    ]);
  });

  it("writes nothing over an earlier archive where all are deleted meanwhile", async () => {
    const { put, room, folder } = await startTemplates();
    await put("a.prompt.md", templateFile("A"));
    await writeFile(join(room, "all.zip"), "of last week");
    meanwhile("showSaveDialog", () => rm(folder, { recursive: true }));
    ui.filesToSave.push(Uri.file(join(room, "all.zip")));
    ui.answers.push(undefined);
    await run("exportTemplates");
    expect(await readFile(join(room, "all.zip"), "utf8")).toBe("of last week");
    expect(ui.messages[0]?.message).toBe("Exported: 0. No longer there: a.prompt.md");
  });

  it("nothing says so, and leaving writes nothing", async () => {
    const { put } = await startTemplates();
    ui.answers.push(undefined);
    await run("exportTemplates");
    expect(ui.messages[0]?.message).toBe("You have no templates of your own yet.");
    await put("mine.prompt.md", templateFile("Mine"));
    ui.filesToSave.push(undefined, undefined);
    await run("exportTemplates");
    await run("exportTemplate", "mine");
    expect(ui.messages).toHaveLength(1);
  });
});

describe("importing", () => {
  it("takes files and zips together, as they were written", async () => {
    const { room, own, library } = await startTemplates();
    const message = await importFiles(room, {
      "one.prompt.md": templateFile("One"),
      "two.md": templateFile("Two"),
      "more.zip": zipped({
        "a/b/three.prompt.md": text(templateFile("Three")),
        "求职信.prompt.md": [text(templateFile("求职信")), { level: 0 }],
        "a/readme.md": text("none"),
        "a/picture.png": new Uint8Array(300_000),
        "__MACOSX/a/._three.prompt.md": text("none"),
      }),
    });
    expect(message).toMatchObject({ severity: "information", message: "Imported: 4" });
    expect(await own()).toEqual({
      "one.prompt.md": templateFile("One"),
      "three.prompt.md": templateFile("Three"),
      "two.prompt.md": templateFile("Two"),
      "求职信.prompt.md": templateFile("求职信"),
    });
    expect(await library.find("three")).toMatchObject({ source: "user" });
  });

  it("tells of each file that is none why, and takes the others", async () => {
    const { room, own } = await startTemplates();
    const message = await importFiles(room, {
      "good.prompt.md": templateFile("Good"),
      "broken.prompt.md": templateFile("Broken", "{{selektion}}"),
      "latin.prompt.md": Buffer.from(templateFile("Größe"), "latin1"),
      "huge.prompt.md": templateFile("Huge", "x".repeat(300_000)),
      "no.zip": "not a zip at all",
      "empty.zip": zipped({ "readme.txt": text("nothing") }),
      "some.zip": zipped({
        "big.prompt.md": text(templateFile("Big", "y".repeat(300_000))),
        "bad.prompt.md": text("---\nname: [\n---\nx"),
      }),
    });
    expect(Object.keys(await own())).toEqual(["good.prompt.md"]);
    expect(message).toMatchObject({ severity: "warning", message: "Imported: 1. Could not be imported: 7" });
    const lines: Record<string, string> = Object.fromEntries(
      message.options.detail!.split("\n").map((line) => line.split(/: (.*)/, 2) as [string, string]),
    );
    expect(lines).toMatchObject({
      "broken.prompt.md": 'Line 8: There is nothing called "selektion". Did you mean "selection"?',
      "latin.prompt.md": "The file is not written in UTF-8.",
      "huge.prompt.md": "The file is too large: 256 KB is the most.",
      "big.prompt.md": "The file is too large: 256 KB is the most.",

      "empty.zip": "There are no templates in it.",
    });
    expect(lines["bad.prompt.md"]).toContain("no valid YAML");
    expect(lines["no.zip"]).toContain("damaged, or no zip");
  });

  it("tells of a file that is gone, and takes the others", async () => {
    const { room, own } = await startTemplates();
    ui.filesToOpen.push([Uri.file(join(room, "gone.prompt.md"))]);
    await writeFile(join(room, "good.prompt.md"), templateFile("Good"));
    ui.filesToOpen[0]?.push(Uri.file(join(room, "good.prompt.md")));
    ui.answers.push(undefined);
    await run("importTemplates");
    expect(ui.messages[0]?.options.detail).toMatch(/^gone\.prompt\.md: The file cannot be read/);
    expect(Object.keys(await own())).toEqual(["good.prompt.md"]);
  });

  it("lists no more reasons than fit on a screen", async () => {
    const { room } = await startTemplates();
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`n${i}.prompt.md`, text("x")]));
    const message = await importFiles(room, { "many.zip": zipped(many) });
    expect(message.options.detail?.split("\n")).toHaveLength(16);
    expect(message.options.detail).toMatch(/… and 25 more$/);
  });

  it("lets no name lead out of the folder or stand for something else", async () => {
    const { room, own } = await startTemplates();
    const names = [
      "../../up",
      "/etc/root",
      "C:\\Windows\\drive",
      "..\\back",
      "con",
      "a:b*c",
      "x ",
      "sum.zh-cn",
      "ok-1",
    ];
    const files = names.map((name) => [`${name}.prompt.md`, text(templateFile("X"))] as const);
    await importFiles(room, { "names.zip": zipped(Object.fromEntries(files)) });
    expect(Object.keys(await own())).toEqual(
      ["aBC", "back", "drive", "ok-1", "root", "sumZhCn", "templatecon", "up", "x"].map(
        (id) => `${id}.prompt.md`,
      ),
    );
  });

  it.each([
    ["Replace", { "mine.prompt.md": "New", "poem.prompt.md": "Poem" }],
    ["Keep Both", { "mine.prompt.md": "Old", "mine2.prompt.md": "New", "poem2.prompt.md": "Poem" }],
    ["Skip", { "mine.prompt.md": "Old" }],
  ])("asks once about those that are there already: %s", async (answer, names) => {
    const { room, put, own } = await startTemplates();
    await put("mine.prompt.md", templateFile("Old"));
    const files = {
      "MINE.prompt.md": templateFile("New"),
      "poem.prompt.md": templateFile("Poem"),
      "fresh.prompt.md": templateFile("Fresh"),
    };
    await importFiles(room, files, answer);
    expect(ui.messages[0]).toMatchObject({ buttons: ["Replace", "Keep Both", "Skip"] });
    expect(ui.messages[0]?.options.detail).toBe("MINE\npoem");
    const wanted = { ...names, "fresh.prompt.md": "Fresh" };
    const kept = Object.entries(await own()).map(([name, content]) => [
      name.replace("MINE", "mine"),
      /name: (.*)/.exec(content)?.[1],
    ]);
    expect(Object.fromEntries(kept)).toEqual(wanted);
  });

  it("saves nothing where the writer leaves the question, or the choice of files", async () => {
    const { room, put, own } = await startTemplates();
    await put("mine.prompt.md", templateFile("Old"));
    await writeFile(join(room, "mine.prompt.md"), templateFile("New"));
    await writeFile(join(room, "fresh.prompt.md"), templateFile("Fresh"));
    const chosen = ["mine", "fresh"].map((id) => Uri.file(join(room, `${id}.prompt.md`)));
    ui.filesToOpen.push(chosen, undefined);
    ui.answers.push(undefined);
    await run("importTemplates");
    await run("importTemplates");
    expect(await own()).toEqual({ "mine.prompt.md": templateFile("Old") });
  });

  it("replaces only what was there when the writer was asked", async () => {
    const { room, put, own } = await startTemplates();
    await put("a.prompt.md", templateFile("Old"));
    meanwhile("showWarningMessage", async () => {
      await put("b.prompt.md", templateFile("Mine")); // in another window
      await put("translate.prompt.md", templateFile("My translation"));
    });
    const theirs = ["a", "b", "translate"].map((id) => [`${id}.prompt.md`, templateFile(`Their ${id}`)]);
    await importFiles(room, Object.fromEntries(theirs) as Record<string, string>, "Replace");
    expect(await own()).toEqual({
      "a.prompt.md": templateFile("Their a"),
      "b.prompt.md": templateFile("Mine"),
      "b2.prompt.md": templateFile("Their b"),
      "translate.prompt.md": templateFile("My translation"),
      "translate2.prompt.md": templateFile("Their translate"),
    });
  });

  it("keeps both of two with one name, also where it may replace", async () => {
    const { room, put, own } = await startTemplates();
    await put("a.prompt.md", templateFile("Old"));
    const archive = zipped({
      "x/a.prompt.md": text(templateFile("X")),
      "y/a.prompt.md": text(templateFile("Y")),
    });
    await importFiles(room, { "two.zip": archive }, "Replace");
    expect(await own()).toEqual({ "a.prompt.md": templateFile("X"), "a2.prompt.md": templateFile("Y") });
  });

  it("gets back what was exported", async () => {
    const { put, room } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine").replace(/\n/g, "\r\n"));
    ui.filesToSave.push(Uri.file(join(room, "all.zip")));
    ui.answers.push(undefined);
    await run("exportTemplates");
    resetVscode();
    const other = await startTemplates();
    await importFiles(other.room, { "all.zip": await readFile(join(room, "all.zip")) });
    expect(await other.own()).toEqual({ "mine.prompt.md": templateFile("Mine").replace(/\n/g, "\r\n") });
  });
});

describe("an archive", () => {
  const all = () => true;
  const LIMIT = 256 * 1024;

  it("gives back any files that fit, whatever is pushed at once", async () => {
    const names = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?\.prompt\.md$/);
    const contents = fc.uint8Array({ maxLength: 40_000 });
    const archives = fc.dictionary(names, fc.tuple(contents, fc.constantFrom(0, 6)), {
      minKeys: 1,
      maxKeys: 8,
    });
    await fc.assert(
      fc.asyncProperty(archives, async (files) => {
        const archive = zipped(
          Object.fromEntries(
            Object.entries(files).map(([name, [bytes, level]]) => [name, [bytes, { level: level as 0 }]]),
          ),
        );
        const read = await readArchive(archive, all);
        expect(read.fault).toBeUndefined();
        const got = read.files.map((file) => [file.path, "bytes" in file ? [...file.bytes] : file.fault]);
        expect(Object.fromEntries(got)).toEqual(
          Object.fromEntries(Object.entries(files).map(([name, [bytes]]) => [name, [...bytes]])),
        );
      }),
      { numRuns: 15 },
    );
  });

  it("that says too little of its size is not inflated further than a template may go", async () => {
    const bomb = zipped({ "a.prompt.md": new Uint8Array(50 * 1024 * 1024), "b.prompt.md": text("fine") });
    // The size in the file's own header, at 22: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7.
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(22, 100, true);
    const { files } = await readArchive(bomb, all);
    expect(files[0]).toEqual({ path: "a.prompt.md", fault: "tooLarge" });
    expect(files[1]).toMatchObject({ path: "b.prompt.md" });
  });

  it("with a file that is just as large as a template may be gives it, and of one more byte nothing", async () => {
    const { files } = await readArchive(
      zipped({ "a.prompt.md": new Uint8Array(LIMIT), "b.prompt.md": new Uint8Array(LIMIT + 1) }),
      all,
    );
    expect(files[0]).toHaveProperty("bytes.length", LIMIT);
    expect(files[1]).toEqual({ path: "b.prompt.md", fault: "tooLarge" });
  });

  it("with too many files gives the first thousand and says so", async () => {
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`n${i}.prompt.md`, text("x")]));
    const { files, fault } = await readArchive(zipped(many), all);
    expect(fault).toBe("tooMany");
    expect(files).toHaveLength(1000);
  });

  it("that is cut off or damaged anywhere never throws, and gives whole files alone", async () => {
    const content = text(templateFile("A").repeat(40));
    const archive = zipped({
      "a.prompt.md": [content, { level: 0 }],
      "b.prompt.md": [content, { level: 0 }],
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), async (end) => {
        const { files, fault } = await readArchive(archive.subarray(0, end), all);
        for (const file of files)
          if ("bytes" in file) expect(Buffer.from(file.bytes)).toEqual(Buffer.from(content));
        // The last 18 bytes say nothing that is missed.
        if (end < archive.length - 18) expect(fault).toBe("damaged");
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = archive.slice();
        damaged[at] = byte;
        await expect(readArchive(damaged, all)).resolves.toHaveProperty("files");
      }),
    );
  });

  it("has names in UTF-8 read as such, also where it does not say so", async () => {
    const archive = zipped({ "求职信.prompt.md": text("x"), "café.prompt.md": text("x") });
    // Bit 11 of the flags at 6 says it.
    archive[7] = 0;
    const { files } = await readArchive(archive, all);
    expect(files.map(({ path }) => path)).toEqual(["求职信.prompt.md", "café.prompt.md"]);
  });
});
