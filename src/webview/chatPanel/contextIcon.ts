import type { PanelChip } from "../../protocol/chatPanel/panelState";

/** The codicon for a kind of context. */
export function contextIcon(kind: PanelChip["kind"]): string {
  switch (kind) {
    case "selection":
      return "list-selection";
    case "file":
      return "file-text";
    case "editors":
      return "files";
    case "heading":
      return "list-tree";
    case "folder":
      return "folder";
    case "answer":
      return "comment";
    case "image":
      return "file-media";
  }
}
