import ts from "typescript";
import { describe, expect, it } from "vitest";
import bundle from "../../../l10n/bundle.l10n.zh-cn.json";
import manifest from "../../../package.json";
import english from "../../../package.nls.json";
import chinese from "../../../package.nls.zh-cn.json";
import { filesUnder, literal, nodes, parse, read, sources } from "./support/repository";

const translations: Record<string, string> = bundle;
const settings = Object.keys(manifest.contributes.configuration.properties);

/** The gaps of a message, for instance {0} and {1}, each once. */
const gaps = (message: string) => [...new Set(message.match(/\{\d+\}/g) ?? [])].sort();
/** What is the same in every language: code, names of settings, links. */
const fixed = (text: string) =>
  (text.match(/`[^`]+`|\binkling\.[\w.]*\w|https?:\/\/(?:[\w./:-]*\w)?/g) ?? []).sort();

/** Every call of l10n.t in the sources. */
const calls = sources.flatMap((path) =>
  [...nodes(parse(path))].flatMap((node) => {
    if (!ts.isCallExpression(node) || !/(^|\.)l10n\.t$/.test(node.expression.getText())) return [];
    const [message, ...args] = node.arguments;
    return [{ path, message: literal(message), args: args.length, source: message?.getText() }];
  }),
);
const messages = calls.map(({ message = "" }) => message);

describe("messages of the code", () => {
  it("are written out, so that they can be found and translated", () => {
    expect(calls.length).toBeGreaterThan(50);
    expect(calls.filter(({ message }) => message === undefined)).toEqual([]);
  });

  it("have all a Chinese translation", () => {
    expect(messages.filter((message) => !(message in translations))).toEqual([]);
  });

  it("are in the bundle only while they are used", () => {
    expect(Object.keys(translations).filter((message) => !messages.includes(message))).toEqual([]);
  });

  it("have the same gaps in both languages", () => {
    const different = Object.entries(translations).filter(
      ([message, text]) => String(gaps(message)) !== String(gaps(text)),
    );
    expect(different).toEqual([]);
  });

  it("get something for every gap, and nothing that no gap takes", () => {
    const wrong = calls.filter(({ message = "", args }) => gaps(message).length !== args);
    expect(wrong).toEqual([]);
  });

  it("name the same settings in both languages, and only those that exist", () => {
    for (const [message, text] of Object.entries(translations))
      expect([text, fixed(text)]).toEqual([text, fixed(message)]);
    const named = messages.flatMap((message) => message.match(/\binkling\.[\w.]*\w/g) ?? []);
    expect(named.filter((name) => !settings.includes(name))).toEqual([]);
  });

  it("are really translated", () => {
    expect(Object.entries(translations).filter(([message, text]) => message === text)).toEqual([]);
  });
});

describe("texts of package.json", () => {
  /** Every %key% in it. */
  function keysIn(value: unknown): string[] {
    if (typeof value === "string") return /^%(.+)%$/.exec(value)?.slice(1) ?? [];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(keysIn) : [];
  }
  const used = [...new Set(keysIn(manifest))].sort();

  it("are in English and in Chinese, and nothing else is", () => {
    expect(used.length).toBeGreaterThan(40);
    expect(Object.keys(english).sort()).toEqual(used);
    expect(Object.keys(chinese).sort()).toEqual(used);
  });

  it("hold the same code, settings and links in both languages, and only settings that exist", () => {
    for (const [key, text] of Object.entries(english)) {
      expect([key, fixed(chinese[key as keyof typeof chinese])]).toEqual([key, fixed(text)]);
      const linked = [...text.matchAll(/#(inkling\.[\w.]+)#/g)].map(([, name]) => name);
      expect(linked.filter((name) => !settings.includes(name ?? ""))).toEqual([]);
    }
  });

  it("are really translated", () => {
    expect(Object.entries(chinese).filter(([, text]) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it("leave no title or description in package.json itself", () => {
    const written =
      read("package.json").match(/"(title|description|markdownDescription)": "(?!%)[^"]*"/g) ?? [];
    expect(new Set(written)).toEqual(new Set(['"title": "Inkling"']));
  });
});

describe("the bundles", () => {
  it("are there for the same languages everywhere", () => {
    const locales = (folder: string, pattern: RegExp) =>
      [...new Set(filesUnder(folder).flatMap((path) => pattern.exec(path)?.[1] ?? []))].sort();
    const wanted = ["zh-cn"];
    expect(locales("l10n", /^l10n\/bundle\.l10n\.(.+)\.json$/)).toEqual(wanted);
    expect(locales("media/templates", /\.([a-z]{2}(?:-[a-z]+)?)\.prompt\.md$/)).toEqual(wanted);
  });
});
