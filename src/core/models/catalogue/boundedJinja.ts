import { runInNewContext } from "node:vm";

// A chat template comes from a server or a file and is a program. Published ones have up to some 20 KB and take a
// few thousand steps; these limits leave them room, and keep a hostile one from filling the memory or never ending.
const MAX_SOURCE_LENGTH = 64 * 1024;
const MAX_STEPS = 1_000_000;
const MAX_LIST_LENGTH = 10_000;
const MAX_MILLISECONDS = 500;

/** Renders with these variables; throws where the template fails or goes beyond a limit. */
export type Render = (variables: Readonly<Record<string, unknown>>, maxLength: number) => string;

/** A Jinja template, parsed by `@huggingface/jinja`, which is loaded by the first use. Throws what that throws. */
export async function compileJinja(source: string): Promise<Render> {
  if (source.length > MAX_SOURCE_LENGTH) throw new RangeError("template too long");
  const { Environment, Interpreter, Template } = await import("@huggingface/jinja");
  const { parsed } = new Template(source);
  const now = new Template("{{ strftime_now(format) }}");

  /** Counts steps, and measures every value on the way: V8 ends the whole process for a list that is too long. */
  class BoundedInterpreter extends Interpreter {
    private steps = 0;
    private readonly maxLength: number;

    constructor(env: InstanceType<typeof Environment>, maxLength: number) {
      super(env);
      this.maxLength = maxLength;
    }

    override evaluate(...args: Parameters<InstanceType<typeof Interpreter>["evaluate"]>) {
      if (++this.steps > MAX_STEPS) throw new RangeError("template too slow");
      const result = super.evaluate(...args);
      if (sizeOf(result.value) > (typeof result.value === "string" ? this.maxLength : MAX_LIST_LENGTH)) {
        throw new RangeError("template too large");
      }
      return result;
    }
  }

  return (variables, maxLength) => {
    const env = new Environment();
    const globals = {
      ...{ true: true, false: false, none: null, True: true, False: false, None: null },
      range,
      raise_exception: () => {
        throw new Error("raise_exception");
      },
      strftime_now: (format: string) => now.render({ format }),
      ...variables,
    };
    for (const [name, value] of Object.entries(globals)) env.set(name, value);
    const run = () => new BoundedInterpreter(env, maxLength).run(parsed).value;
    // V8's watchdog ends whatever runs below this call: what a step of its own never ends.
    return String(runInNewContext("run()", { run }, { timeout: MAX_MILLISECONDS }));
  };
}

function sizeOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : 0;
}

/** Python's range, not longer than a list may be. */
function range(first: number, second?: number, step = 1): number[] {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!(length <= MAX_LIST_LENGTH)) throw new RangeError("template too large");
  return Array.from({ length }, (_, index) => start + index * step);
}
