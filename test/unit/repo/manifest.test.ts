import ts from "typescript";
import { describe, expect, it } from "vitest";
import manifest from "../../../package.json";
import { ACTION_GROUPS, ACTION_IDS, COMMIT_MESSAGE } from "../../../src/features/actions/actionCatalogue";
import { exists, filesUnder, literal, nodes, parse, read, sources } from "./support/repository";

const { contributes } = manifest;
const commands = contributes.commands.map(({ command }) => command);
const menus = Object.entries(contributes.menus as Record<string, Record<string, string>[]>);

/** Every condition of the menus and keys. */
const conditions = [
  ...menus.flatMap(([, items]) => items.flatMap(({ when }) => when ?? [])),
  ...contributes.keybindings.map(({ when }) => when),
];

/** The first argument of every call of `name(…)` or `….name(…)` in the sources. */
function firstArguments(name: string): string[] {
  return sources.flatMap((path) =>
    [...nodes(parse(path))].flatMap((node) => {
      if (!ts.isCallExpression(node)) return [];
      const { expression } = node;
      const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
      return called === name ? (literal(node.arguments[0]) ?? []) : [];
    }),
  );
}

describe("commands", () => {
  it("have each a title of their own and Inkling's category", () => {
    const titles = contributes.commands.map(({ title }) => title);
    expect(titles).toEqual(commands.map((command) => `%command.${command.replace("inkling.", "")}%`));
    expect(contributes.commands.every(({ category }) => category === "Inkling")).toBe(true);
  });

  it("are those that menus and keys name", () => {
    const named = [
      ...menus.flatMap(([, items]) => items.flatMap(({ command }) => command ?? [])),
      ...contributes.keybindings.map(({ command }) => command),
    ];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((command) => !commands.includes(command))).toEqual([]);
  });

  it("are those that the code calls", () => {
    const called = firstArguments("executeCommand").filter((id) => id.startsWith("inkling."));
    expect(called.length).toBeGreaterThan(2);
    expect(called.filter((id) => !commands.includes(id))).toEqual([]);
  });

  it("do not take a key that the writer needs: every binding has a condition", () => {
    for (const { key, when } of contributes.keybindings)
      expect([key, when]).toEqual([key, expect.stringMatching(/\binkling\.|\beditorTextFocus\b/)]);
  });

  // None of ctrl+k a, ctrl+k ctrl+y and ctrl+k ctrl+a does anything in a text by default on Linux, Windows or macOS:
  // github.com/codebling/vs-code-default-keybindings at 1316ec8 (April 2026); the last one is the shortcut editor's.
  it("take a key in every text only as the second of two, after the one that VS Code keeps for that", () => {
    const everywhere = contributes.keybindings.filter(({ when }) => !when.includes("inkling."));
    expect(everywhere.length).toBeGreaterThan(0);
    for (const { key, mac } of everywhere as { key: string; mac?: string }[])
      expect([key, mac]).toEqual([expect.stringMatching(/^ctrl\+k /), expect.stringMatching(/^cmd\+k /)]);
  });
});

describe("menus", () => {
  it("show submenus that exist, and every submenu is filled", () => {
    const ids = contributes.submenus.map(({ id }) => id);
    const shown = menus.flatMap(([, items]) => items.flatMap(({ submenu }) => submenu ?? []));
    expect(shown.sort()).toEqual([...ids].sort());
    expect(ids.filter((id) => !menus.some(([menu, items]) => menu === id && items.length > 0))).toEqual([]);
  });

  it("look at Inkling's own conditions, which the code sets, all of them", () => {
    const looked = new Set(conditions.flatMap((when) => when.match(/inkling\.[\w.]+/g) ?? []));
    expect([...looked].sort()).toEqual([...new Set(firstArguments("setContext"))].sort());
  });

  it("on a thread are for our threads alone", () => {
    for (const { when } of contributes.menus["comments/commentThread/title"]) {
      expect(when).toContain("commentController == inkling");
    }
  });
});

describe("actions", () => {
  const ids = [...ACTION_IDS].sort();
  /** The actions that a menu shows, in its order. */
  const shownIn = (menu: string, group = "") =>
    [...(new Map(menus).get(menu) ?? [])]
      .filter((item) => item.group?.startsWith(group))
      .toSorted((one, other) => place(one.group) - place(other.group))
      .flatMap(({ command }) => /^inkling\.action\.(.*)/.exec(command ?? "")?.[1] ?? []);
  const place = (group = "") => Number(group.split("@")[1]);

  it("are the commands of that name", () => {
    const named = commands.filter((command) => command.startsWith("inkling.action."));
    expect(named.map((command) => command.replace("inkling.action.", "")).sort()).toEqual(ids);
  });

  it("have each a template that ships; the gallery has more", () => {
    const files = filesUnder("media/templates").map((path) => path.split("/").at(-1)?.split(".")[0]);
    expect(files).toEqual(expect.arrayContaining(ids));
  });

  it("stand all in the editor's menu and the menus in it, grouped as in the code", () => {
    expect(shownIn("inkling.editorMenu", "1_edit")).toEqual(ACTION_GROUPS.edit);
    expect(shownIn("inkling.editorMenu", "2_add")).toEqual(ACTION_GROUPS.add);
    expect(shownIn("inkling.turnIntoMenu")).toEqual(ACTION_GROUPS.turnInto);
    expect(shownIn("inkling.understandMenu")).toEqual(ACTION_GROUPS.understand);
  });

  it("on what is staged stand in the source control view of git alone", () => {
    expect(shownIn("scm/title")).toEqual([COMMIT_MESSAGE]);
    expect(contributes.menus["scm/title"].map(({ when }) => when)).toEqual(["scmProvider == git"]);
  });
});

describe("files", () => {
  /** Every string in package.json that names a file of ours. */
  function paths(value: unknown): string[] {
    if (typeof value === "string")
      return /^(\.\/)?(media|l10n)\b/.test(value) ? [value.replace("./", "")] : [];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(paths) : [];
  }

  it("that package.json names exist", () => {
    const named = paths(manifest);
    expect(named).toContain("media/icon.png");
    expect(named.filter((path) => !exists(path))).toEqual([]);
  });

  it("that the code loads from media exist", () => {
    const loaded = sources.flatMap((path) => read(path).match(/media\/[\w./-]+\.\w+/g) ?? []);
    const parts = sources.flatMap((path) =>
      [...read(path).matchAll(/\["media", "([^"]+)"\]/g)].map(([, name = ""]) => `media/${name}`),
    );
    expect(parts).toContain("media/chatPanel.css");
    expect(loaded).toContain("media/model/inkling-demo.gguf");
    expect([...loaded, ...parts].filter((path) => !exists(path))).toEqual([]);
  });
});

describe("versions", () => {
  it("of VS Code's types are those of the oldest editor that Inkling runs in", () => {
    const minor = (version: string) => version.replace(/^[~^]/, "").split(".").slice(0, 2).join(".");
    expect(minor(manifest.devDependencies["@types/vscode"])).toBe(minor(manifest.engines.vscode));
    expect(manifest.devDependencies["@types/vscode"]).toMatch(/^~/);
    const installed = JSON.parse(read("node_modules/@types/vscode/package.json")) as { version: string };
    expect(minor(installed.version)).toBe(minor(manifest.engines.vscode));
  });
});

describe("npm scripts", () => {
  const scripts = Object.entries(manifest.scripts);

  it("run files that exist", () => {
    const missing = scripts.filter(([, script]) => {
      const file = /^node (\S+)/.exec(script)?.[1];
      return file !== undefined && !exists(file);
    });
    expect(missing).toEqual([]);
  });

  it("name projects that Vitest knows", () => {
    const known = [...read("vitest.config.mjs").matchAll(/project\("(\w+)"/g)].map(([, name]) => name);
    expect(known).toContain("host");
    const named = scripts.flatMap(([, script]) =>
      [...script.matchAll(/--project (\w+)/g)].map(([, name]) => name),
    );
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("icons", () => {
  const known = new Set(
    [...read("node_modules/@vscode/codicons/dist/codicon.css").matchAll(/\.codicon-([\w-]+):before/g)].map(
      ([, name]) => name,
    ),
  );
  const used = (pattern: RegExp, files: readonly string[]) =>
    files.flatMap((path) => [...read(path).matchAll(pattern)].map(([, name]) => name));

  it("have names that the icon font knows", () => {
    const names = [
      ...used(/\bcodicon-([a-z][\w-]*)/g, sources),
      ...used(/\bicon[=:] ?"([\w-]+)"/g, sources),
      ...used(/<Icon name="([\w-]+)"/g, sources),
      ...used(/\b(?:icon|name)=\{[^}"]*\? "([\w-]+)" : "[\w-]+"\}/g, sources),
      ...used(/\b(?:icon|name)=\{[^}"]*\? "[\w-]+" : "([\w-]+)"\}/g, sources),
      ...used(/return "([\w-]+)";/g, ["src/webview/chatPanel/contextIcon.ts"]),
      ...used(/\$\(([a-z][\w-]*)(?:~\w+)?\)/g, [...sources, "package.json"]),
      ...used(/^icon: (\S+)$/gm, filesUnder("media/templates")),
    ];
    expect(names).toEqual(
      expect.arrayContaining(["sparkle", "send", "check", "book", "debug-stop", "star-full", "file-media"]),
    );
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
