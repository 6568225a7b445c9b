// The trial balance: what stands on the accounts of each kind, as debit and credit, in each currency apart,
// now or at the end of a past day; both sides are the same, or the books are broken. A kind leads to its
// accounts as of that day, those to their entries. It never adds up by itself.
//   /w/ws_…/ledger?at=2026-03-31
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AsOfFilter, AsOfNote, useAsOf } from "../../../parts/as-of-filter.tsx";
import { CopyField } from "../../../parts/copy.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { FilterBar } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";
import { ledgerAddress } from "../../addresses.ts";
import {
  ledgerHeadQuery,
  type TrialBalance,
  trialBalanceFile,
  trialBalanceQuery,
} from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";

export function Trial() {
  const { ws } = useWorkspace();
  const { say } = useWords();
  const day = useAsOf();
  const trial = useQuery(trialBalanceQuery(ws, day));
  return (
    <>
      <FilterBar>
        <AsOfFilter />
        <Button
          component="a"
          href={trialBalanceFile(ws, day)}
          variant="default"
          leftSection={<Icon name="download" size={15} />}
          download
        >
          {say("ledger.trialFile")}
        </Button>
      </FilterBar>
      {day ? <AsOfNote day={day} /> : null}
      {trial.isError ? <Problem error={trial.error} onRetry={() => void trial.refetch()} /> : null}
      {trial.isPending ? <FiguresSkeleton count={2} /> : null}
      {trial.data ? <Shown trial={trial.data} day={day} /> : null}
      {day === undefined ? <Head /> : null}
    </>
  );
}

function Shown({ trial, day }: { trial: TrialBalance; day: string | undefined }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const isWrong = trial.totals.some((one) => one.balance !== 0);
  if (trial.totals.length === 0) {
    return (
      <Empty
        title={say(day ? "ledger.noneThen" : "ledger.none")}
        says={say(day ? "ledger.noneThenSays" : "ledger.noneSays")}
      />
    );
  }
  return (
    <>
      <Figures>
        <Figure
          name={say("ledger.entries")}
          value={new Intl.NumberFormat(language).format(trial.seq)}
          says={say("ledger.entriesSays")}
          to={`${ledgerAddress(ws)}?tab=entries`}
        />
        <Figure
          name={say("ledger.sum")}
          amounts={trial.totals.map((one) => ({ amount: one.balance, currency: one.currency }))}
          says={<b className={isWrong ? css.bad : css.good}>{say(isWrong ? "ledger.off" : "ledger.zero")}</b>}
          tone={isWrong ? "taken" : "ink"}
        />
      </Figures>
      <Section title={say("ledger.trial")}>
        <p className={css.note}>{say("ledger.trialSays")}</p>
        <div className={css.tree}>
          {trial.totals.map((total) => (
            <OfCurrency key={total.currency} total={total} kinds={trial.kinds} day={day} />
          ))}
        </div>
      </Section>
    </>
  );
}

interface OfCurrencyProps {
  total: TrialBalance["totals"][number];
  kinds: TrialBalance["kinds"];
  day: string | undefined;
}

function OfCurrency({ total, kinds, day }: OfCurrencyProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { currency } = total;
  const money = (amount: number) => <Money amount={amount} currency={currency} withCode={false} />;
  return (
    <table className={css.postings}>
      <caption className="only-read">{say("ledger.trialOf", { currency })}</caption>
      <thead>
        <tr>
          <th scope="col">{currency}</th>
          <th scope="col">{say("ledger.debit")}</th>
          <th scope="col">{say("ledger.credit")}</th>
        </tr>
      </thead>
      <tbody>
        {kinds
          .filter((one) => one.currency === currency)
          .map((one) => (
            <tr key={one.kind}>
              <th scope="row">
                <Link
                  to={ledgerAddress(ws)}
                  search={{ tab: "accounts", kind: one.kind, currency, ...(day ? { at: day } : {}) } as never}
                >
                  {say(`accountKind.${one.kind}`)}
                </Link>
                <span className={css.kind}>{say("ledger.accountCount", { count: one.accounts })}</span>
              </th>
              <td>{money(one.debit)}</td>
              <td>{money(one.credit)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say("entry.sum")}</th>
          <td>{money(total.debit)}</td>
          <td>{money(total.credit)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Where the chain stands now. */
function Head() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const head = useQuery(ledgerHeadQuery(ws)).data;
  if (head === undefined || head.batch === 0) return null;
  return (
    <Section title={say("ledger.head")}>
      <p className={css.note}>{say("ledger.headSays")}</p>
      <CopyField label={say("ledger.headHash", { batch: head.batch })} value={`${head.batch}:${head.hash}`} />
    </Section>
  );
}
