// A whole as a bar whose parts add up to 100 %. Large with its names below, or small in a table's row.
// It never draws a part below zero; it says it instead. Colours come from the page, so a party keeps its own.
//   <ShareBar whole={10000} currency="USD" parts={[{ key: "ana", name: "Ana", amount: 5242 }, …]} colours={…}
//   />
import { useWords } from "../words/words.tsx";
import { amountText, formatShare } from "./format-amount.ts";
import type { Colours, PartOf } from "./part-of.ts";
import css from "./share-bar.module.css";

interface Props {
  whole: number;
  currency: string;
  parts: readonly PartOf[];
  colours: Colours;
  size?: "small" | "large";
}

export function ShareBar({ whole, currency, parts, colours, size = "large" }: Props) {
  const { language, say } = useWords();
  const drawn = parts.filter((part) => part.amount > 0);
  const spoken = parts
    .map((part) => `${part.name} ${amountText(part.amount, currency, language)}`)
    .join(", ");
  return (
    <div className={css.share} data-size={size}>
      <div className={css.bar} role="img" aria-label={say("share.says", { parts: spoken })}>
        {drawn.map((part) => (
          <span
            key={part.key}
            className={css.part}
            title={`${part.name} ${formatShare(part.amount, whole, language)}`}
            style={{ flexGrow: part.amount, backgroundColor: colours[part.key] }}
          />
        ))}
        {drawn.length === 0 ? <span className={css.nothing} /> : null}
      </div>
      {size === "large" ? (
        <ul className={css.names} aria-hidden="true">
          {parts.map((part) => (
            <li key={part.key}>
              <span className={css.dot} style={{ backgroundColor: colours[part.key] }} />
              <bdi>{part.name}</bdi>{" "}
              <span className={css.percent}>{formatShare(part.amount, whole, language)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
