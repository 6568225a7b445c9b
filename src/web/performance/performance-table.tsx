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
  return (
    <div className={css.tables}>
      <ByChannel chosen={chosen} />
      <ByParty chosen={chosen} who={who} />
      {chosen.history ? <p className={css.note}>{say("past.says")}</p> : null}
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

function ByChannel({ chosen }: { chosen: InCurrency }) {
  const { say } = useWords();
  const { buckets, history } = chosen;
  return (
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
          <Channel key={of} of={of} name={say(`performance.${of}Name`)} chosen={chosen} buckets={buckets} />
        ))}
        {history
          ? (["direct", "affiliate"] as const).map((of) => {
              const name = say("past.series", { name: say(`performance.${of}Name`) });
              return (
                <Channel key={`past ${of}`} {...{ of, name, chosen }} buckets={history.buckets} isPast />
              );
            })
          : null}
      </tbody>
    </table>
  );
}

interface ChannelProps {
  of: "direct" | "affiliate";
  name: string;
  chosen: InCurrency;
  buckets: InCurrency["buckets"];
  isPast?: boolean;
}

function Channel({ of, name, chosen: { currency }, buckets, isPast = false }: ChannelProps) {
  const { language } = useWords();
  const sum = (what: "sales" | "paid" | "taken") => buckets.reduce((all, one) => all + one[of][what], 0);
  return (
    <tr className={isPast ? (css.past ?? "") : ""}>
      <th scope="row">{name}</th>
      <td>{new Intl.NumberFormat(language).format(sum("sales"))}</td>
      <td>
        <Money amount={sum("paid")} currency={currency} zero="digits" />
      </td>
      <td>
        <Money amount={-sum("taken")} currency={currency} />
      </td>
    </tr>
  );
}

function ByParty({ chosen, who }: Omit<Props, "found">) {
  const { say } = useWords();
  const money = (amount: number) => <Money amount={amount} currency={chosen.currency} />;
  if (chosen.parties.length === 0) return <p className={css.note}>{say("performance.noneYours")}</p>;
  return (
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
        {chosen.history?.parties.map((one) => (
          <tr key={`${one.party.id} history`} className={css.past ?? ""}>
            <th scope="row">{say("past.series", { name: one.party.name })}</th>
            <td>{money(one.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
