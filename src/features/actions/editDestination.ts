import { randomUUID } from "node:crypto";
import type { EditTarget } from "../../core/prompts/promptTemplate";
import type { SuggestionPresenter } from "../../platform/suggestionPresenter";
import type { ActionRun, Destination } from "./destination";

/** Each answer becomes a suggestion; those of one command belong together. */
export function editDestination(
  presenter: SuggestionPresenter,
  { title, modelName, request, texts }: ActionRun,
  target: EditTarget,
): Destination {
  const group = texts > 1 ? { group: randomUUID() } : {};
  return {
    take: ({ snapshot, answer, controller }) =>
      presenter.present({ snapshot, target, title, modelName, request, ...group }, answer, controller),
  };
}
