// The next days on which what is pending becomes available, and how much each day; the rest in one line.
// Nothing where nothing is pending. It never promises beyond what is booked today.
import { useQuery } from "@tanstack/react-query";
import { sumMinor } from "../../../../base/amount.ts";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { upcomingQuery } from "../../data/reports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./parties.module.css";

const SHOWN = 6;

export function Upcoming({ party }: { party: string }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const days = useQuery(upcomingQuery(ws, party)).data?.days ?? [];
  if (days.length === 0) return null;
  return (
    <Section title={say("party.upcoming")}>
      <div className={css.upcoming}>
        {[...Map.groupBy(days, (one) => one.currency)].map(([currency, all]) => {
          const rest = all.slice(SHOWN);
          const last = rest.at(-1);
          return (
            <ol key={currency} className={css.days} aria-label={say("party.upcomingIn", { currency })}>
              {all.slice(0, SHOWN).map((one) => (
                <li key={one.day}>
                  <When at={one.day} show="day" />
                  <Money amount={one.amount} currency={currency} />
                </li>
              ))}
              {last ? (
                <li className={css.rest}>
                  {say("party.upcomingRest", {
                    amount: amountText(sumMinor(rest.map((one) => one.amount)), currency, language),
                    count: rest.length,
                  })}{" "}
                  <When at={last.day} show="day" />
                </li>
              ) : null}
            </ol>
          );
        })}
      </div>
    </Section>
  );
}
