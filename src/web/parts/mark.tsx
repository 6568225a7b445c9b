// The product's mark: a circle cut into unequal parts that still closes; alone, or with its name.
// It never carries a workspace's own mark, which is workspace-mark.tsx.
//   <Wordmark /> in the corner of sign-in;  <Mark size={20} /> where room is short
import css from "./mark.module.css";

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className={css.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M17 16.15V2.04A14 14 0 1 1 12.87 29.65Z" />
      <path d="M14.8 16.51 10.96 29.06A14 14 0 0 1 3.1 10.55Z" opacity=".72" />
      <path d="M15 14.37 4.01 8.77A14 14 0 0 1 15 2.04Z" opacity=".45" />
    </svg>
  );
}

export function Wordmark({ size = 24 }: { size?: number }) {
  return (
    <span className={css.wordmark} style={{ fontSize: size }}>
      <Mark size={size * 1.05} />
      Partage
    </span>
  );
}

/** A workspace's own mark: its first letter on a hue that its name always gives. */
export function WorkspaceMark({ name, size = 28 }: { name: string; size?: number }) {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return (
    <span
      className={css.workspace}
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.5,
        backgroundColor: `color-mix(in oklab, var(--party-${(sum % 8) + 1}), #14100a 28%)`,
      }}
    >
      {[...name][0]?.toLocaleUpperCase()}
    </span>
  );
}
