// The figures behind the performance of a product: sold direct, by affiliates, taken back; what each party
// kept of it; and which version of which contract began or ended in that time.
//   <PerformanceTable found={performance} chosen={inUsd} who={who} />
import type { Looker } from "../data/contracts.ts";
import type { Performance } from "../data/performance.ts";
import { formatRate } from "../parts/format-amount.ts";
import { Money } from "../parts/money.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./performance.module.css";

type InCurrency = Performance["currencies"][number];

interface Props {
  found: Performance;
  chosen: InCurrency;
  who: Looker;
}

export function PerformanceTable({ found, chosen, who }: Props) {
  const { say, language } = useWords();
  const { currency, buckets } = chosen;
  const sum = (of: "direct" | "affiliate", what: "sales" | "paid" | "taken") =>
    buckets.reduce((all, one) => all + one[of][what], 0);
  const money = (amount: number) => <Money amount={amount} currency={currency} zero="digits" />;
  return (
    <div className={css.tables}>
      <table className={css.table}>
        <caption>{say("performance.channel")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("portal.soldBy")}</th>
            <th scope="col">{say("performance.count")}</th>
            <th scope="col">{say("word.paid")}</th>
            <th scope="col">{say("portal.takenBack")}</th>
          </tr>
        </thead>
        <tbody>
          {(["direct", "affiliate"] as const).map((of) => (
            <tr key={of}>
              <th scope="row">{say(`performance.${of}Name`)}</th>
              <td>{new Intl.NumberFormat(language).format(sum(of, "sales"))}</td>
              <td>{money(sum(of, "paid"))}</td>
              <td>{money(-sum(of, "taken"))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={css.table}>
        <caption>{say(who.side === "party" ? "performance.yours" : "performance.party")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("word.party")}</th>
            <th scope="col">{say("performance.kept")}</th>
          </tr>
        </thead>
        <tbody>
          {chosen.parties.map((one) => (
            <tr key={`${one.party?.id} ${one.role}`}>
              <th scope="row">
                {one.party?.name ?? say("performance.others")}
                <span className={css.quiet}> {say(`lineRole.${one.role}`)}</span>
              </th>
              <td>{money(one.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.versions.length > 0 ? (
        <ul className={css.versions}>
          {found.versions.map((one) => (
            <li key={`${one.contract} ${one.version}`}>
              {one.party.name}: {say("performance.version", { version: one.version })}{" "}
              {one.share === null ? say("agree.byTiers") : formatRate(one.share, language)},{" "}
              <When at={one.starts} show="day" />
              {one.ends === null ? null : (
                <>
                  {" "}
                  – <When at={one.ends} show="day" />
                </>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
