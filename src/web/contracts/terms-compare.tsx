// Terms in words: alone, or what is in force beside what is proposed, with what differs marked. The words
// come from the server, so that page, mail and agreement say the same. It never decides whether a difference
// matters.
//   <TermsCompare before={version.inWords.en} after={proposal.inWords.en} />
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";
import css from "./terms-compare.module.css";

export type TermRows = readonly (readonly [string, string])[];

/** The same list for other facts that want a line each. */
export function TermsList({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={css.terms}>
      {rows.map(([label, text]) => (
        <div key={label} className={css.row}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function TermsCompare({ before, after }: { before: TermRows; after: TermRows }) {
  const { say } = useWords();
  const labels = [...new Set([...after, ...before].map(([label]) => label))];
  const of = (rows: TermRows, label: string) => rows.find((row) => row[0] === label)?.[1] ?? null;
  return (
    <table className={css.compare}>
      <caption className="only-read">{say("agree.compareSays")}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="only-read">{say("agree.term")}</span>
          </th>
          <th scope="col">{say("agree.inForce")}</th>
          <th scope="col">{say("agree.proposed")}</th>
        </tr>
      </thead>
      <tbody>
        {labels.map((label) => {
          const [old, next] = [of(before, label), of(after, label)];
          const isChanged = old !== next;
          return (
            <tr key={label} data-changed={isChanged || undefined}>
              <th scope="row">
                {label}
                {isChanged ? <span className={css.mark}>{say("agree.changes")}</span> : null}
              </th>
              <td data-head={say("agree.inForce")}>{old ?? "–"}</td>
              <td data-head={say("agree.proposed")}>
                {isChanged ? <strong>{next ?? "–"}</strong> : (next ?? "–")}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
