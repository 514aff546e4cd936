import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";

/** Raw HTML in an answer stays text; single line breaks are kept, as verses need them. */
const markdown = new MarkdownIt({ html: false, breaks: true, linkify: false });

/**
 * An answer as HTML that is safe to show: no raw HTML passes the renderer, and what it emits is sanitised.
 * Images stay out: a remote one would tell its server that the answer was read.
 */
export function renderMarkdown(source: string): string {
  return DOMPurify.sanitize(markdown.render(source), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["img", "style", "form", "input", "button", "textarea", "select", "video", "audio"],
    FORBID_ATTR: ["style", "id", "name"],
    ADD_URI_SAFE_ATTR: ["start"], // the number at which a list begins is no address
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  });
}
