import * as v from "valibot";

/** UTF-16 units: a webview is not trusted to be reasonable. */
const MAX_TEXT = 1_000_000;
const MAX_ID = 200;
const MAX_ADDRESS = 4000;
/** Variables of a template, and files that are dropped at once. */
const MAX_ENTRIES = 100;
/** Base64 of the largest image that the services take (20 MB: https://platform.openai.com/docs/guides/images-vision). */
const MAX_IMAGE = 28_000_000;

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
const id = v.pipe(v.string(), v.maxLength(MAX_ID));
const address = v.pipe(v.string(), v.maxLength(MAX_ADDRESS));
const ticket = v.pipe(v.number(), v.integer());
const values = v.pipe(
  v.record(id, text),
  v.check((record) => Object.keys(record).length <= MAX_ENTRIES),
);

const bare = v.object({ kind: v.picklist(["ready", "stop", "newChat"]) });
const onMessage = v.object({
  kind: v.picklist([
    ...["insert", "replace", "newDocument", "copy", "useAsContext", "regenerate", "continue"],
  ] as const),
  messageId: id,
});

/** What is done by a command, which the palette has as well. */
const command = v.object({
  kind: v.picklist(["history", "chooseModel", "newTemplate", "importTemplates", "saveChatAsTemplate"]),
});
/** What is done with a template's file; of a problem the file is opened. */
const onTemplate = v.object({
  kind: v.picklist(["editTemplate", "duplicateTemplate", "exportTemplate", "showTemplateProblem"]),
  id: address,
});

/** What the panel asks of the host. */
const schema = v.variant("kind", [
  bare,
  onMessage,
  command,
  onTemplate,
  v.object({ kind: v.literal("send"), text }),
  /** Takes the place of a question, in a branch of its own. */
  v.object({ kind: v.literal("edit"), messageId: id, text }),
  /** Another version of a message is to be shown: the next one, or the one before. */
  v.object({ kind: v.literal("branch"), messageId: id, offset: v.picklist([1, -1]) }),
  /** A button under a failed message, or under the notice where no message is named. */
  v.object({ kind: v.literal("remedy"), remedy: id, messageId: v.exactOptional(id) }),
  /** What a button of a code block copies. */
  v.object({ kind: v.literal("copyText"), text }),

  /** `text` is what stands in the composer; empty means the editor's selection or paragraph. */
  v.object({ kind: v.literal("runTemplate"), id, text, values }),
  /** Answered by a "preview" with the same ticket. */
  v.object({ kind: v.literal("preview"), ticket, id, text, values }),
  v.object({ kind: v.literal("favourite"), id, isFavourite: v.boolean() }),
  /** What stands in the composer, for the count of tokens; told when the writer pauses. */
  v.object({ kind: v.literal("draft"), text }),
  /** Lets the writer choose one, where there are several. */
  v.object({
    kind: v.literal("addContext"),
    what: v.picklist(["selection", "file", "editors", "heading", "folder", "image"]),
  }),
  v.object({ kind: v.literal("removeContext"), id }),
  /** Answered by "mentions" with the same ticket. */
  v.object({ kind: v.literal("mentions"), ticket, query: id }),
  v.object({ kind: v.literal("mention"), id: address }),
  /** Files of the workspace that were dropped on the panel: their addresses. */
  v.object({
    kind: v.literal("dropFiles"),
    uris: v.pipe(v.array(address), v.maxLength(MAX_ENTRIES)),
  }),
  /** An image that was pasted, or dropped from outside the editor. */
  v.object({
    kind: v.literal("dropImage"),
    name: id,
    mimeType: v.picklist(["image/png", "image/jpeg", "image/gif", "image/webp"]),
    /** Base64. */
    data: v.pipe(v.string(), v.maxLength(MAX_IMAGE), v.regex(/^[A-Za-z\d+/]+={0,2}$/)),
  }),
]);

export type FromPanel = v.InferOutput<typeof schema>;
export type CommandRequest = v.InferOutput<typeof command> | v.InferOutput<typeof onTemplate>;

/** A message from the webview, checked; undefined for anything that is not one. */
export function parseFromPanel(raw: unknown): FromPanel | undefined {
  const parsed = v.safeParse(schema, raw);
  return parsed.success ? parsed.output : undefined;
}
