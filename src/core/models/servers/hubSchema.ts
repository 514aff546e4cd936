import * as v from "valibot";

const text = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);
const texts = v.fallback(
  v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((one) => [one].flat()),
  ),
  [],
);
const count = v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))), undefined);
const part = <T extends v.ObjectEntries>(entries: T) => v.fallback(v.optional(v.object(entries)), undefined);

/** A token is written as it is, or with how it is to be stripped (`AddedToken` of transformers). */
const token = v.fallback(
  v.optional(
    v.union([
      v.string(),
      v.pipe(
        v.object({ content: v.string() }),
        v.transform((own) => own.content),
      ),
    ]),
  ),
  undefined,
);

/** Several templates have names: "default", "tool_use", "rag". */
const template = v.fallback(
  v.optional(
    v.union([
      v.string(),
      v.pipe(
        v.array(v.object({ name: v.string(), template: v.string() })),
        v.transform((all) => all.find(({ name }) => name === "default")?.template),
      ),
    ]),
  ),
  undefined,
);
export const tokenizerSchema = v.object({ chat_template: template, bos_token: token, eos_token: token });

/** Who serves it: an object of one model, an array in a list of models. */
const providers = v.fallback(
  v.pipe(
    v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]),
    v.transform((all) => Object.values(all)),
    v.array(v.object({ status: text, task: text })),
  ),
  [],
);

/** Fields of https://huggingface.co/docs/hub/api, typed in huggingface.js (packages/hub/src/types/api/api-model.ts). */
export const modelSchema = v.object({
  id: v.string(),
  gated: v.fallback(v.optional(v.union([v.boolean(), v.string()])), undefined),
  downloads: v.fallback(v.optional(v.number(), 0), 0),
  tags: v.fallback(v.optional(v.array(v.string()), []), []),
  cardData: v.fallback(
    v.optional(v.object({ license: texts, license_name: text, language: texts })),
    undefined,
  ),
  config: part({
    tokenizer_config: v.fallback(v.optional(tokenizerSchema), undefined),
    chat_template_jinja: text,
  }),
  inferenceProviderMapping: providers,
  pipeline_tag: text,
});

export type Model = v.InferOutput<typeof modelSchema>;

/** Names of the longest context that a model was made for, as vLLM looks for them (its vllm/config, get_max_len). */
const lengths = { max_position_embeddings: count, n_positions: count, max_seq_len: count, seq_length: count };
/** Models that also see have a part of their own for text. */
const configSchema = v.object({ ...lengths, text_config: part(lengths) });

/** How the providers can be asked: where nobody takes a conversation, the model just goes on with a text. */
export function kindOf({ inferenceProviderMapping }: Model): "instruct" | "base" | undefined {
  const tasks = inferenceProviderMapping.filter(({ status }) => status === "live").map(({ task }) => task);
  if (tasks.includes("conversational")) return "instruct";
  return tasks.includes("text-generation") ? "base" : undefined;
}

/** By the task that its page names (https://huggingface.co/tasks); undefined where it names none of these. */
export function visionOf({ pipeline_tag: task }: Model): boolean | undefined {
  if (task === "image-text-to-text" || task === "any-to-any") return true;
  return task === "text-generation" ? false : undefined;
}

/** "other" has a name of its own; where the card was not asked for, the licence is among the tags. */
export function licenceOf({ cardData, tags }: Model): string | undefined {
  const tagged = tags.find((tag) => tag.startsWith("license:"))?.slice("license:".length);
  const licence = cardData?.license[0] ?? tagged;
  return licence === "other" ? (cardData?.license_name ?? licence) : licence;
}

/** The context window in tokens, from a repository's config.json. */
export function contextOf(config: unknown): number | undefined {
  const parsed = v.safeParse(configSchema, config);
  if (!parsed.success) return undefined;
  const { text_config, ...own } = parsed.output;
  return [own, text_config ?? {}].flatMap((one) => Object.values(one)).find((value) => value !== undefined);
}
