import type * as v from "valibot";

/** What the schemas of the catalogue are made of, as valibot keeps it in its objects. */
interface Node {
  readonly type: string;
  readonly pipe?: readonly Node[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly item?: Node;
  readonly wrapped?: Node;
  readonly options?: readonly string[];
  readonly literal?: unknown;
  readonly requirement?: unknown;
}

/** The JSON Schema (draft-07) that asks for the same as a schema of valibot's; throws at what it does not know. */
export function jsonSchemaOf(schema: v.GenericSchema): Record<string, unknown> {
  return convert(schema);
}

function convert(node: Node): Record<string, unknown> {
  const [base = node, ...checks] = node.pipe ?? [node];
  return Object.assign(ofType(base), ...checks.map(ofCheck)) as Record<string, unknown>;
}

function ofType(node: Node): Record<string, unknown> {
  switch (node.type) {
    case "string":
    case "number":
      return { type: node.type };
    case "picklist":
      return { enum: node.options };
    case "literal":
      return { const: node.literal };
    case "exact_optional":
      return convert(node.wrapped!);
    case "array":
      return { type: "array", items: convert(node.item!) };
    case "strict_object": {
      const entries = Object.entries(node.entries!);
      return {
        type: "object",
        properties: Object.fromEntries(entries.map(([key, value]) => [key, convert(value)])),
        required: entries.filter(([, { type }]) => type !== "exact_optional").map(([key]) => key),
        additionalProperties: false,
      };
    }
    default:
      throw new Error(`no JSON Schema for ${node.type}`);
  }
}

function ofCheck({ type, requirement }: Node): Record<string, unknown> {
  switch (type) {
    case "readonly":
      return {};
    case "non_empty":
      return { minLength: 1 };
    case "integer":
      return { type: "integer" };
    case "min_value":
      return { minimum: requirement };
    case "regex":
      return { pattern: (requirement as RegExp).source };
    default:
      throw new Error(`no JSON Schema for ${type}`);
  }
}
