/** As much of JSON Schema as the schema of front matter says. */
export interface SchemaNode {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** One field that may stand at a place. */
export interface SchemaField {
  readonly name: string;
  readonly isNeeded: boolean;
  /** All that it may be: of a variable with a type that is not known yet, one for each type. */
  readonly nodes: readonly SchemaNode[];
}

/**
 * The fields that may stand at a place of the front matter, in the schema's order.
 *
 * @param path the names of the fields around it, the outermost first
 * @param type of the variable, where the place is in one and it is known
 */
export function fieldsAt(schema: SchemaNode, path: readonly string[], type?: string): SchemaField[] {
  const fields = new Map<string, SchemaField>();
  for (const { properties = {}, required = [] } of nodesAt(schema, path, type)) {
    for (const [name, node] of Object.entries(properties)) {
      const before = fields.get(name);
      fields.set(name, {
        name,
        isNeeded: (before?.isNeeded ?? true) && required.includes(name),
        nodes: [...(before?.nodes ?? []), node],
      });
    }
  }
  return [...fields.values()];
}

/** What may be written at a place that takes one of a few values; none where it takes anything. */
export function valuesAt(schema: SchemaNode, path: readonly string[], type?: string): string[] {
  const values = nodesAt(schema, path, type).flatMap((node) => {
    if (node.type === "boolean") return [true, false];
    return node.const === undefined ? (node.enum ?? []) : [node.const];
  });
  return [...new Set(values.map(String))];
}

/** What may stand in the field at `path`; of a list, what each of its items may be. */
function nodesAt(schema: SchemaNode, path: readonly string[], type?: string): SchemaNode[] {
  let nodes = [schema];
  for (const name of path) {
    nodes = nodes.flatMap(({ properties }) => {
      const next = properties?.[name];
      return next ? variants(next.items ?? next) : [];
    });
    // Only variables have types.
    const fitting = nodes.filter(({ properties }) => isOfType(properties?.type, type));
    if (fitting.length > 0) nodes = fitting;
  }
  return nodes;
}

function variants(node: SchemaNode): readonly SchemaNode[] {
  return node.oneOf ?? [node];
}

function isOfType(node: SchemaNode | undefined, type: string | undefined): boolean {
  return type === undefined || node?.const === type || (node?.enum ?? []).includes(type);
}
