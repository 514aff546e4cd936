import type { PanelState } from "../../../src/protocol/chatPanel/panelState";
import type { PanelPage } from "./panelPage";
import type { Language } from "./panelSite";
import { panelWords } from "./panelWords";
import { conversation, emptyContext, newChat, OWN_TEMPLATE, preview, streaming, trouble } from "./states";
import { WRITING } from "./writing";

/** Something that the panel can look like. */
export interface Scene {
  /** Nothing for the page before the extension has said anything. */
  readonly state?: (language: Language) => PanelState;
  /** What a person does to get there. */
  readonly steps?: (panel: PanelPage) => Promise<void>;
  /** Whether there are to be pictures of it in every theme and width. */
  readonly isPhotographed?: boolean;
}

/** Everything that the panel can look like, by name. */
export const SCENES: Readonly<Record<string, Scene>> = {
  "the first paint": { isPhotographed: true },
  "new chat": { state: newChat, isPhotographed: true },
  conversation: { state: conversation, isPhotographed: true },
  streaming: { state: streaming },
  trouble: { state: trouble },
  "nothing at all": {
    state: (language) => ({
      ...newChat(language),
      ...{ templates: [], recent: [], templateProblems: [], categories: [] },
      context: { ...emptyContext, words: "" },
    }),
  },
  "a template's form": { state: newChat, steps: openForm, isPhotographed: true },
  "a search": {
    state: newChat,
    async steps(panel) {
      await panel.page.getByRole("searchbox").fill("zzz");
    },
  },
  "a mention": {
    state: conversation,
    async steps(panel) {
      await panel.composer().pressSequentially("@");
      const { ticket } = await panel.saysNext("mentions");
      const words = WRITING[panel.language];
      await panel.post({
        ...{ kind: "mentions", ticket },
        mentions: [
          { id: "a", kind: "file", label: words.file, detail: words.folder },
          { id: "b", kind: "folder", label: words.folder },
          { id: "c", kind: "heading", label: words.heading, detail: words.file },
        ],
      });
      await panel.page.getByRole("option").first().waitFor();
    },
  },
  "a slash command": {
    state: conversation,
    async steps(panel) {
      await panel.composer().pressSequentially("/");
      await panel.page.getByRole("option").first().waitFor();
    },
  },
  "a question being edited": {
    state: conversation,
    async steps(panel) {
      await panel.button(panelWords(panel.language).editQuestion).first().click();
    },
  },
  "the menu of context": {
    state: conversation,
    async steps(panel) {
      await panel.button(panelWords(panel.language).addContext).click();
    },
  },
  "the reasoning": {
    state: conversation,
    async steps(panel) {
      await panel.page.getByText(panelWords(panel.language).reasoning).first().click();
    },
  },
};

async function openForm(panel: PanelPage): Promise<void> {
  await panel.said();
  await panel.post({ kind: "openTemplate", id: OWN_TEMPLATE, text: "", values: {} });
  const { ticket } = await panel.saysNext("preview");
  await panel.post({ kind: "preview", ticket, preview: preview(panel.language) });
}
