// A product's mark where it has no picture: the first letters of its name on a hue that its name always
// gives. Never the only sign: the name stands beside it.
//   <ProductMark name="Piano in 30 days" /> → "Pi" on the third hue
import css from "./product-mark.module.css";

export function ProductMark({ name, size = 34 }: { name: string; size?: number }) {
  let sum = 7;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  const letters = [...name.replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 2).join("");
  return (
    <span
      className={css.mark}
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.38,
        backgroundColor: `color-mix(in oklab, var(--party-${(sum % 8) + 1}), #14100a 28%)`,
      }}
    >
      {letters || "·"}
    </span>
  );
}
