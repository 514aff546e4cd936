export interface IconButtonProps {
  /** A codicon's name. */
  readonly icon: string;
  readonly label: string;
  readonly disabled?: boolean;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

export function IconButton({ icon, label, disabled = false, pressed, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A picture that says nothing which is not said in words beside it. */
export function Icon({ name }: { readonly name: string }) {
  const known = /^[a-z0-9-]+$/.test(name) ? name : "file"; // a template may name anything
  return <i class={`codicon codicon-${known}`} aria-hidden="true" />;
}
