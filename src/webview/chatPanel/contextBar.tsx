import type { PanelChip, PanelContext } from "../../protocol/chatPanel/panelState";
import { contextIcon } from "./contextIcon";
import { send } from "./host";
import { Icon, IconButton } from "./iconButton";
import { Menu } from "./menu";
import { ShareBar, ShareList } from "./shareBar";
import { fill, useWords, wholeNumber } from "./words";

/** What will be sent along with the next question: what of it was added can be taken away again. */
export function ContextChips({ context }: { readonly context: PanelContext }) {
  const words = useWords();
  const add = [
    ["selection", words.addSelection],
    ["file", words.addFile],
    ["editors", words.addEditors],
    ["heading", words.addHeading],
    ["folder", words.addFolder],
    ...(context.seesImages ? ([["image", words.addImage]] as const) : []),
  ] as const;
  const items = add.map(([what, label]) => ({
    label,
    icon: contextIcon(what),
    onChoose: () => void send({ kind: "addContext", what }),
  }));
  const isEmpty = context.chips.length === 0;
  return (
    <div class="contextRow" role="group" aria-label={words.context}>
      <Menu label={words.addContext} icon="add" items={items} {...(isEmpty && { text: words.addContext })} />
      {!isEmpty && (
        <ul class="chips">
          {context.chips.map((chip) => (
            <Chip key={chip.id} chip={chip} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Chip({
  chip: { id, kind, label, detail, tokens, fit, isLive = false },
}: {
  readonly chip: PanelChip;
}) {
  const words = useWords();
  const fits = { whole: undefined, cut: words.partly, "left out": words.leftOut }[fit];
  const more = [isLive ? words.live : undefined, detail, fits].filter((text) => text !== undefined);
  return (
    <li class={fit === "whole" ? "chip" : "chip unfit"} title={[label, ...more].join("\n")}>
      <Icon name={fit === "whole" ? contextIcon(kind) : "warning"} />
      <span class="label">{label}</span>
      {isLive && <Icon name="sync" />}
      <span class="tokens">{fit === "left out" ? words.leftOut : wholeNumber(tokens)}</span>
      {more.length > 0 && <span class="unseen">{more.join(", ")}</span>}
      <IconButton
        icon="close"
        label={fill(words.removeContext, label)}
        onClick={() => send({ kind: "removeContext", id })}
      />
    </li>
  );
}

/** What all of it comes to, and what it is made of. */
export function ContextTotal({ context }: { readonly context: PanelContext }) {
  const words = useWords();
  const shares = context.shares.filter(({ tokens }) => tokens > 0);
  return (
    <>
      {context.dropped !== undefined && <p class="dropped">{context.dropped}</p>}
      <details class="total">
        <summary title={words.whatIsSent}>
          <ShareBar shares={shares} limit={context.limit} />
          <span class="unseen">{words.whatIsSent}: </span>
          <span>{context.words}</span>
        </summary>
        <ShareList shares={shares} />
      </details>
    </>
  );
}
