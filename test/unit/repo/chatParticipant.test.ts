import { describe, expect, it } from "vitest";
import manifest from "../../../package.json";
import { PARTICIPANT_ID, TEMPLATE_COMMAND } from "../../../src/features/chatParticipant/participantId";
import { exists } from "./support/repository";

const { chatParticipants, menus } = manifest.contributes;

describe("@inkling", () => {
  it("is the one participant, and stays chosen", () => {
    expect(chatParticipants.map(({ id, name, isSticky }) => ({ id, name, isSticky }))).toEqual([
      { id: PARTICIPANT_ID, name: "inkling", isSticky: true },
    ]);
  });

  it("has slash commands that are templates which ship, each once and with a description", () => {
    const commands = chatParticipants.flatMap((participant) => participant.commands);
    const names = commands.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(8);
    expect(new Set(names).size).toBe(names.length);
    const others = names.filter((name) => !exists(`media/templates/${name}.prompt.md`));
    expect(others).toEqual([TEMPLATE_COMMAND]); // which runs any of them
    expect(commands.map(({ description }) => description)).toEqual(
      names.map((name) => `%chatParticipant.${name}%`),
    );
  });

  it("keeps the commands of its buttons, which need an answer, out of the palette", () => {
    const own = menus.commandPalette.filter(({ command }) => command.startsWith("inkling.chatParticipant."));
    expect(own.map(({ when }) => when)).toEqual(["false", "false"]);
  });
});
