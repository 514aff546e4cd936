import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { FolderWatch } from "../../../../src/platform/folderWatch";

const opened: { room: string; watch: FolderWatch }[] = [];

afterEach(async () => {
  for (const { room, watch } of opened.splice(0)) {
    watch.dispose();
    await rm(room, { recursive: true });
  }
});

async function watched() {
  const room = await mkdtemp(join(tmpdir(), "inkling-watch-"));
  const folder = join(room, "templates");
  const changed = vi.fn();
  const watch = new FolderWatch(folder, changed);
  opened.push({ room, watch });
  /** Whether a change of the disk is told of. */
  const isSeen = async (change: () => Promise<unknown>) => {
    changed.mockClear();
    await change();
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
  };
  return { folder, watch, isSeen };
}

it("tells of files that come, change and go, in a folder that came after it", async () => {
  const { folder, watch, isSeen } = await watched();
  await mkdir(folder);
  watch.renew();
  const file = join(folder, "ode.prompt.md");
  await isSeen(() => writeFile(file, "one"));
  await isSeen(() => writeFile(file, "two"));
  await isSeen(() => rm(file));
});

it("watches the folder that is there, where another had its name", async () => {
  const { folder, watch, isSeen } = await watched();
  await mkdir(folder);
  watch.renew();
  await isSeen(() => rename(folder, `${folder}.away`));
  await mkdir(folder);
  watch.renew();
  await isSeen(() => writeFile(join(folder, "ode.prompt.md"), "one"));
});
