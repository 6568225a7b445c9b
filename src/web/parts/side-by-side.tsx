// A change, before and after, for each party in its own money. What it comes to stands in the last column.
// It never shows one side alone, and never a change without both ends.
//   <SideBySide currency="USD" rows={[{ key: "ana", name: "Ana", before: 5242, after: 3145, colour:
//   "var(--party-1)" }]} />
import { useWords } from "../words/words.tsx";
import { Money } from "./money.tsx";
import css from "./side-by-side.module.css";

export interface SideRow {
  key: string;
  name: string;
  note?: string;
  before: number;
  /** Null while nobody knows it yet: never the amount before, which would say that nothing changes. */
  after: number | null;
  colour?: string | undefined;
}

interface Props {
  says: string;
  currency: string;
  rows: readonly SideRow[];
  /** A last line that adds up. */
  whole?: { name: string; before: number; after: number | null };
}

export function SideBySide({ says, currency, rows, whole }: Props) {
  const { say } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className={css.scroll} aria-label={says} tabIndex={0}>
      <table className={css.sides}>
        <caption className="only-read">{says}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="only-read">{say("word.party")}</span>
            </th>
            <th scope="col">{say("side.before")}</th>
            <th scope="col">{say("side.after")}</th>
            <th scope="col">{say("side.change")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.colour ? <span className={css.dot} style={{ backgroundColor: row.colour }} /> : null}
                <bdi>{row.name}</bdi>
                {row.note ? <span className={css.note}>{row.note}</span> : null}
              </th>
              <Cells before={row.before} after={row.after} currency={currency} />
            </tr>
          ))}
        </tbody>
        {whole ? (
          <tfoot>
            <tr>
              <th scope="row">{whole.name}</th>
              <Cells before={whole.before} after={whole.after} currency={currency} />
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}

function Cells({ before, after, currency }: { before: number; after: number | null; currency: string }) {
  return (
    <>
      <td>
        <Money amount={before} currency={currency} withCode={false} tone="quiet" />
      </td>
      <td>{after === null ? "…" : <Money amount={after} currency={currency} withCode={false} />}</td>
      <td>
        {after === null ? "…" : <Money amount={after - before} currency={currency} withCode={false} signed />}
      </td>
    </>
  );
}
