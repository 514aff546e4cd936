/**
 * The templates that work on a text, as the editor's menu has them in its groups: `edit` and `add` in the menu itself,
 * `turnInto` and `understand` in menus of their own. A test keeps package.json and the template files equal to it.
 */
export const ACTION_GROUPS = {
  edit: ["rewrite", "fixGrammar", "translate", "synonyms", "altText", "askAnything"],
  add: ["continueWriting", "summarise", "poem"],
  turnInto: ["bulletsToProse", "proseToBullets", "outline", "titleIdeas"],
  understand: ["explain", "define", "summariseDocument", "critique", "oppositeView"],
} as const;

export type ActionGroup = keyof typeof ACTION_GROUPS;

/** The one that works on what is staged in git. */
export const COMMIT_MESSAGE = "commitMessage";

/** Every template that has a command `inkling.action.<id>`. */
export const ACTION_IDS: readonly string[] = [...Object.values(ACTION_GROUPS).flat(), COMMIT_MESSAGE];
