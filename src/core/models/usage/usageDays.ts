/** Tokens of one model, of one request or summed up. */
export interface ModelUsage {
  /** The name that the writer gave it in the settings. */
  readonly model: string;
  /** The provider's own id. */
  readonly modelId: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Whether any of it was not counted by the server. */
  readonly estimated: boolean;
}

/** Sums by local day, for instance "2026-01-31": one for each model under each of its ids. */
export type UsageDays = Readonly<Record<string, readonly ModelUsage[]>>;

/** The day of a moment (milliseconds since 1970), where the writer is. */
export function localDay(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/** `days` with `usage` added to the sum of its model on `day`. */
export function addUsage(days: UsageDays, day: string, usage: ModelUsage): UsageDays {
  const { model, modelId } = usage;
  const sums = days[day] ?? [];
  const sum = sums.find((each) => each.model === model && each.modelId === modelId);
  const added: ModelUsage = {
    model,
    modelId,
    promptTokens: (sum?.promptTokens ?? 0) + usage.promptTokens,
    completionTokens: (sum?.completionTokens ?? 0) + usage.completionTokens,
    estimated: (sum?.estimated ?? false) || usage.estimated,
  };
  return { ...days, [day]: sum ? sums.map((each) => (each === sum ? added : each)) : [...sums, added] };
}

/** The sums of both. */
export function mergeDays(one: UsageDays, other: UsageDays): UsageDays {
  let merged = one;
  for (const [day, sums] of Object.entries(other)) {
    for (const usage of sums) merged = addUsage(merged, day, usage);
  }
  return merged;
}

/** The last `count` days of the calendar up to the moment `now`. */
export function lastDays(days: UsageDays, count: number, now: number): UsageDays {
  const first = new Date(now);
  first.setDate(first.getDate() - count + 1);
  const firstDay = localDay(first.getTime());
  return Object.fromEntries(Object.entries(days).filter(([day]) => day >= firstDay));
}
