// The ledger whole: does it balance, where its chain stands, was it verified; its accounts by kind and its
// entries. It never changes an entry: nobody can.
//   /w/ws_…/ledger?tab=entries
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CopyField } from "../../../parts/copy.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { useWords } from "../../../words/words.tsx";
import { ledgerAddress } from "../../addresses.ts";
import { ledgerHeadQuery, type TrialBalance, trialBalanceQuery } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { Accounts } from "./accounts.tsx";
import { Adjustments } from "./adjustments.tsx";
import { Books } from "./books.tsx";
import { Entries } from "./entries.tsx";
import css from "./ledger.module.css";
import { Tax } from "./tax.tsx";
import { Verifications } from "./verifications.tsx";

export function Ledger() {
  const { say } = useWords();
  const { may } = useWorkspace();
  return (
    <Page title={say("nav.ledger")} lead={say("ledger.lead")}>
      {may("ledger") ? (
        <Tabs
          says={say("nav.ledger")}
          tabs={[
            { key: "balance", name: say("ledger.balance"), body: <Balance /> },
            { key: "accounts", name: say("ledger.accounts"), body: <Accounts /> },
            { key: "entries", name: say("ledger.entries"), body: <Entries /> },
            { key: "adjustments", name: say("adjustment.many"), body: <Adjustments /> },
            { key: "tax", name: say("tax.tab"), body: <Tax /> },
            { key: "books", name: say("books.tab"), body: <Books /> },
            { key: "verify", name: say("ledger.verify"), body: <Verifications /> },
          ]}
        />
      ) : (
        <NoAccess says={say("ledger.noAccess")} />
      )}
    </Page>
  );
}

/** The trial balance, and the head of the chain. */
function Balance() {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const trial = useQuery(trialBalanceQuery(ws));
  const head = useQuery(ledgerHeadQuery(ws)).data;
  if (trial.isError) return <Problem error={trial.error} onRetry={() => void trial.refetch()} />;
  if (trial.isPending || !head) return <FiguresSkeleton count={3} />;
  const number = new Intl.NumberFormat(language);
  const isWrong = trial.data.totals.some((one) => one.balance !== 0);
  return (
    <>
      <Figures>
        <Figure
          name={say("ledger.entries")}
          value={number.format(head.seq)}
          says={say("ledger.entriesSays")}
          to={`${ledgerAddress(ws)}?tab=entries`}
        />
        <Figure
          name={say("ledger.batches")}
          value={number.format(head.batch)}
          says={say("ledger.batchesSays")}
        />
        <Figure
          name={say("ledger.sum")}
          amounts={trial.data.totals.map((one) => ({ amount: one.balance, currency: one.currency }))}
          says={<b className={isWrong ? css.bad : css.good}>{say(isWrong ? "ledger.off" : "ledger.zero")}</b>}
          tone={isWrong ? "taken" : "ink"}
        />
      </Figures>
      <Section title={say("ledger.trial")}>
        <Trial trial={trial.data} />
      </Section>
      <Section title={say("ledger.head")}>
        <p className={css.note}>{say("ledger.headSays")}</p>
        <CopyField
          label={say("ledger.headHash", { batch: head.batch })}
          value={`${head.batch}:${head.hash}`}
        />
      </Section>
    </>
  );
}

function Trial({ trial }: { trial: TrialBalance }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  if (trial.totals.length === 0) return <p className={css.note}>{say("ledger.none")}</p>;
  return (
    <div className={css.tree}>
      {trial.totals.map((total) => (
        <table key={total.currency} className={css.postings}>
          <caption className="only-read">{say("ledger.trialOf", { currency: total.currency })}</caption>
          <thead>
            <tr>
              <th scope="col">{say("ledger.kind")}</th>
              <th scope="col">{total.currency}</th>
            </tr>
          </thead>
          <tbody>
            {trial.kinds
              .filter((kind) => kind.currency === total.currency)
              .map((kind) => (
                <tr key={kind.kind}>
                  <th scope="row">
                    <Link
                      to={ledgerAddress(ws)}
                      search={{ tab: "accounts", kind: kind.kind, currency: kind.currency } as never}
                    >
                      {say(`accountKind.${kind.kind}`)}
                    </Link>
                  </th>
                  <td>
                    <Money amount={kind.balance} currency={kind.currency} withCode={false} />
                  </td>
                </tr>
              ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say("entry.sum")}</th>
              <td>
                <Money amount={total.balance} currency={total.currency} withCode={false} zero="digits" />
              </td>
            </tr>
          </tfoot>
        </table>
      ))}
    </div>
  );
}
