/** The commands for template files over a folder of the test's own. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { Templates } from "../../../../src/features/templates/templates";
import { TemplateFiles } from "../../../../src/platform/templateFiles";
import { documents, FakeDocument } from "../../../fakes/documents";
import { extensionUri, testHost } from "./testHost";

const rooms: string[] = [];
const started: { dispose(): void }[] = [];

afterEach(async () => {
  for (const one of started.splice(0)) one.dispose();
  for (const room of rooms.splice(0)) await rm(room, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export async function makeFolder(): Promise<string> {
  const room = await mkdtemp(join(tmpdir(), "inkling-templates-"));
  rooms.push(room);
  return room;
}

/** Everything over an empty folder of the user's. */
export async function startTemplates() {
  const room = await makeFolder();
  const folder = join(room, "templates");
  const testing = testHost({ templateFolder: folder });
  const library = testing.templates;
  const files = new TemplateFiles(library);
  const { commands, glossary } = testing;
  const templates = new Templates(commands, { library, files, glossary, extensionUri });
  started.push(templates, library);
  return {
    ...testing,
    room,
    folder,
    library,
    /** What the user has, by file name. */
    own: () => filesIn(folder),
    /** Puts a file into the user's folder, as by hand. */
    put: async (name: string, text: string) => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, name), text);
      library.reread();
    },
  };
}

/** The texts of a folder's files by name; none where there is no folder. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const read = async (name: string) => [name, await readFile(join(folder, name), "utf8")] as const;
  return Object.fromEntries(await Promise.all(names.sort().map(read)));
}

/** A small template. */
export function templateFile(name: string, user = "Say it otherwise: {{selection}}"): string {
  return `---\n# mine\nname: ${name}\ndescription: Says it otherwise\ntarget: panel\n---\n\n${user}\n`;
}

/** Opens a template file in the editor. */
export function openTemplate(
  text: string,
  path = "/home/user/globalStorage/inkling.inkling/templates/mine.prompt.md",
) {
  const document = new FakeDocument(`file://${path}`, text, "inkling-template");
  documents.open.push(document);
  documents.opened.fire(document);
  return document;
}
