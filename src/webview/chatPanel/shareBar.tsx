import { wholeNumber } from "./words";

export interface Share {
  readonly label: string;
  readonly tokens: number;
}

export interface ShareBarProps {
  readonly shares: readonly Share[];
  /** The length of the whole bar, in tokens; never less than the shares together. */
  readonly limit: number;
}

/** How much of what can be sent is what. The picture says nothing that the list under it does not. */
export function ShareBar({ shares, limit }: ShareBarProps) {
  const sum = shares.reduce((all, { tokens }) => all + tokens, 0);
  const whole = Math.max(limit, sum, 1);
  return (
    <div class={sum > limit ? "bar over" : "bar"} aria-hidden="true">
      {shares.map(({ tokens }, place) => (
        <span key={place} class={`share share${place % 4}`} style={{ width: `${(100 * tokens) / whole}%` }} />
      ))}
    </div>
  );
}

/** The same in words: each share's tokens, and their part of them all. */
export function ShareList({ shares }: { readonly shares: readonly Share[] }) {
  const sum = shares.reduce((all, { tokens }) => all + tokens, 0);
  return (
    <ul class="shares">
      {shares.map(({ label, tokens }, place) => (
        <li key={place}>
          <span class={`key share${place % 4}`} aria-hidden="true" />
          <span class="label">{label}</span>
          <span class="tokens">
            {wholeNumber(tokens)} · {Math.round((100 * tokens) / Math.max(sum, 1))}%
          </span>
        </li>
      ))}
    </ul>
  );
}
