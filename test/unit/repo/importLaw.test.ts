import { describe, expect, it } from "vitest";
import { imports, read, sources } from "./support/repository";

const foundation = ["core/common", "core/models", "core/text", "core/settings"];

/**
 * Who may import whom (DESIGN.md, the law), by folder under src. A folder that is not here has no place in
 * the design yet. What is read is the source, not ESLint's settings: the two watch each other.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "core/common": ["core/common"],
  "core/text": ["core/common", "core/text"],
  "core/settings": ["core/common", "core/settings"],
  "core/models": ["core/common", "core/models", "core/settings"],
  "core/prompts": [...foundation, "core/prompts"],
  "core/rewrite": [...foundation, "core/prompts", "core/rewrite"],
  "core/completion": [...foundation, "core/prompts", "core/completion"],
  "core/chat": [...foundation, "core/prompts", "core/chat"],
  "core/review": ["core/common", "core/text", "core/review"],
  "core/understanding": [...foundation, "core/prompts", "core/understanding"],
  "core/documents": [...foundation, "core/prompts", "core/documents"],
  protocol: ["protocol"],
  webview: ["webview", "protocol"],
  platform: ["platform", "core"],
  "features/actions": ["features/actions", "platform", "core", "protocol"],
  "features/chatPanel": ["features/chatPanel", "platform", "core", "protocol"],
  "features/chatParticipant": ["features/chatParticipant", "platform", "core", "protocol"],
  "features/ghostText": ["features/ghostText", "platform", "core", "protocol"],
  "features/models": ["features/models", "platform", "core", "protocol"],
  "features/modelProvider": ["features/modelProvider", "platform", "core", "protocol"],
  "features/weights": ["features/weights", "platform", "core", "protocol"],
  "features/review": ["features/review", "platform", "core", "protocol"],
  "features/understanding": ["features/understanding", "platform", "core", "protocol"],
  "features/templates": ["features/templates", "platform", "core", "protocol"],
  "extension.ts": ["features", "platform", "core", "protocol"],
};

const isUnder = (path: string, folder: string) =>
  path === `src/${folder}` || path.startsWith(`src/${folder}/`);
const folderOf = (path: string) => Object.keys(MAY_IMPORT).find((folder) => isUnder(path, folder));

/** Every import in src as "importer → imported", those of packages apart. */
const edges = sources.flatMap((from) => imports(from).map((to) => ({ from, to })));
const ours = edges.filter(({ to }) => to.startsWith("src/"));
const packages = edges.filter(({ to }) => !to.startsWith("src/"));
const show = ({ from, to }: { from: string; to: string }) => `${from} → ${to}`;

describe("the import law", () => {
  it("has a place for every source file", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((path) => folderOf(path) === undefined)).toEqual([]);
  });

  it("is kept by every import", () => {
    expect(ours.length).toBeGreaterThan(100);
    const breaches = ours.filter(({ from, to }) => {
      const allowed = MAY_IMPORT[folderOf(from) ?? ""] ?? [];
      return !allowed.some((folder) => isUnder(to, folder));
    });
    expect(breaches.map(show)).toEqual([]);
  });

  it("lets nobody but platform, the features and extension.ts know the editor, not even its types", () => {
    const knows = packages.filter(({ to }) => to === "vscode").map(({ from }) => from);
    expect(knows.length).toBeGreaterThan(5);
    expect(knows.filter((path) => !/^src\/(platform|features)\/|^src\/extension\.ts$/.test(path))).toEqual(
      [],
    );
  });

  it("keeps the models' SDKs where models are known", () => {
    const sdks = packages.filter(({ to }) => /^(openai|node-llama-cpp|@huggingface\/.*)(\/|$)/.test(to));
    expect(sdks.length).toBeGreaterThan(2);
    expect(
      sdks
        .filter(({ from }) => !/^src\/core\/models\/(providers|worker|catalogue|weights)\//.test(from))
        .map(show),
    ).toEqual([]);
  });

  it("keeps Node out of what runs in a page", () => {
    const node = packages.filter(
      ({ from, to }) => to.startsWith("node:") && /^src\/(webview|protocol)\//.test(from),
    );
    expect(node.map(show)).toEqual([]);
  });

  it("lets the product import none of its tests", () => {
    expect(edges.filter(({ to }) => /^(test|scripts|evals)\//.test(to)).map(show)).toEqual([]);
  });

  it("leaves no cycle, types included", () => {
    const finished = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, way: readonly string[]) => {
      if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(" → "));
      if (finished.has(path) || way.includes(path)) return;
      for (const { to } of ours.filter(({ from }) => from === path)) visit(to, [...way, path]);
      finished.add(path);
    };
    for (const path of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

describe("a source file", () => {
  const lines = (path: string) => read(path).split("\n").length - 1;

  it("has no more than 250 lines, and extension.ts, a list of constructions, no more than 120", () => {
    const tooLong = sources.filter((path) => lines(path) > (path === "src/extension.ts" ? 120 : 250));
    expect(tooLong).toEqual([]);
  });

  it("leaves nothing to be done later", () => {
    const unfinished = sources.filter((path) => /\b(TODO|FIXME|XXX|HACK)\b/.test(read(path)));
    expect(unfinished).toEqual([]);
  });

  it("is named after what it holds: no barrel, no utils, no helpers, no manager", () => {
    const vague = /(^|\/)(index|utils?|helpers?|common|misc|types)\.tsx?$|manager|helper/i;
    expect(sources.filter((path) => vague.test(path))).toEqual([]);
    const classes = sources.flatMap(
      (path) => read(path).match(/\b(class|interface) \w*(Manager|Helper|Utils?)\b/g) ?? [],
    );
    expect(classes).toEqual([]);
  });

  it("hands on nothing that it does not hold itself", () => {
    const handing = sources.filter((path) => /^export (type )?(\*|\{[^}]*\}) from /m.test(read(path)));
    expect(handing).toEqual([]);
  });
});
