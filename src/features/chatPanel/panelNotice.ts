import { l10n } from "vscode";

/** What there is to say outside any answer: an error, or words. */
export type PanelNotice = { readonly error: unknown } | { readonly message: string };

/** The error behind a notice; undefined for words alone. */
export function errorOf(notice: PanelNotice | undefined): unknown {
  return notice && "error" in notice ? notice.error : undefined;
}

/** Says that the disk does not take what happens in the chat. */
export function unsavedNotice(): PanelNotice {
  return { message: l10n.t("This chat cannot be saved at the moment. It is tried again; the log says why.") };
}

/** Says that not all of a chat's file could be read. */
export function damageNotice(): PanelNotice {
  return { message: l10n.t("A part of this chat's file is damaged. Everything that could be read is here.") };
}
