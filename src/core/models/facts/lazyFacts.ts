import type { ModelSettings } from "../../settings/settings";
import type { ModelFacts } from "../catalogue/modelFacts";
import type { ModelFactsPorts } from "./modelFactsSource";

/** `ModelFactsSource`, which brings the whole catalogue along, loaded by its first use. */
export function lazyFacts(ports: ModelFactsPorts): (settings: ModelSettings) => Promise<ModelFacts> {
  let source: Promise<{ of(settings: ModelSettings): Promise<ModelFacts> }> | undefined;
  return async (settings) => {
    source ??= import("./modelFactsSource").then(({ ModelFactsSource }) => new ModelFactsSource(ports));
    return (await source).of(settings);
  };
}
