/** The participant's id in package.json. */
export const PARTICIPANT_ID = "inkling.writer";

/** The slash command that runs any template, the writer's own too: `/template Ode: the sea`. */
export const TEMPLATE_COMMAND = "template";
