/** The participant's id in package.json. */
export const PARTICIPANT_ID = "inkling.writer";
