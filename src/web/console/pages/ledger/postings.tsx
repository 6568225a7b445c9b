// The postings of one entry: which account, whose, by how much, available when; and that they add up to zero.
// It never leaves one out, and adds up what it shows. Money held at a source is negative: it is owed by the
// source.
import { Link } from "@tanstack/react-router";
import { sumMinor } from "../../../../base/amount.ts";
import { Money } from "../../../parts/money.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { accountAddress } from "../../addresses.ts";
import type { Entry } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";

export function Postings({ entry }: { entry: Entry }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const sum = sumMinor(entry.postings.map((one) => one.amount));
  return (
    <table className={css.postings}>
      <caption className="only-read">{say("entry.postings", { seq: entry.seq })}</caption>
      <thead>
        <tr>
          <th scope="col">{say("ledger.account")}</th>
          <th scope="col" className={css.day}>
            {say("entry.availableOn")}
          </th>
          <th scope="col">{say("entry.moved", { currency: entry.currency })}</th>
        </tr>
      </thead>
      <tbody>
        {entry.postings.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes
          <tr key={index}>
            <th scope="row">
              <Link to={accountAddress(ws, one.account)}>
                {one.party?.name ?? one.source ?? say(`accountKind.${one.kind}`)}
              </Link>
              <span className={css.kind}>{say(`accountKind.${one.kind}`)}</span>
            </th>
            <td className={css.day}>
              <When at={one.availableOn} show="day" />
            </td>
            <td>
              <Money amount={one.amount} currency={entry.currency} withCode={false} zero="digits" signed />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say("entry.sum")}</th>
          <td className={css.day} />
          <td>
            <Money amount={sum} currency={entry.currency} withCode={false} zero="digits" />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
