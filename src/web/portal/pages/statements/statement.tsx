// One statement of the party's own, as it was frozen; and, at the address "running", the period that runs, as
// it would stand now.
//   /partner/party_…/statements/statement_…;  /partner/party_…/statements/running?currency=USD
import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams, useSearch } from "@tanstack/react-router";
import {
  draftQuery,
  type LinesOf,
  type StatementDetail,
  type StatementDraft,
  statementQuery,
} from "../../../data/statements.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { periodName } from "../../../statements/period-name.ts";
import { StatementFiles } from "../../../statements/statement-files.tsx";
import { StatementView } from "../../../statements/statement-view.tsx";
import { capital } from "../../../words/capital.ts";
import { useWords } from "../../../words/words.tsx";
import {
  adjustmentAddress,
  contractAddress,
  payoutsAddress,
  saleAddress,
  statementAddress,
  statementsAddress,
} from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

export function StatementPage() {
  const { say, language } = useWords();
  const { party, who } = useParty();
  const { statement: id = "" } = useParams({ strict: false }) as { statement?: string };
  const found = useQuery(statementQuery(who, id));
  const one = found.data;
  return (
    <Page
      title={one ? capital(periodName(one, language), language) : say("statement.one")}
      back={{ to: statementsAddress(party), name: say("nav.statements") }}
      action={one ? <StatementFiles who={who} id={id} parts={one.parts} /> : null}
      lead={
        one ? (
          <>
            {say("statement.no", { number: one.number })} · <When at={one.issuedAt} />
          </>
        ) : null
      }
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={8} /> : null}
      {one ? <Own statement={one} linesOf={{ statement: id }} /> : null}
    </Page>
  );
}

export function DraftPage() {
  const { party } = useParty();
  const { currency } = useSearch({ strict: false }) as { currency?: string };
  if (currency === undefined) return <Navigate to={statementsAddress(party)} replace />;
  return <Draft currency={currency} />;
}

function Draft({ currency }: { currency: string }) {
  const { say } = useWords();
  const { party, who } = useParty();
  const draft = useQuery(draftQuery(who, currency));
  const isNothing = isProblem(draft.error) && draft.error.code === "nothing_to_state";
  return (
    <Page
      title={say("statement.runningIn", { currency })}
      back={{ to: statementsAddress(party), name: say("nav.statements") }}
      lead={say("statement.draftSays")}
    >
      {isNothing ? <Empty title={say("statement.noLines")} says={say("statement.nothingYet")} /> : null}
      {draft.isError && !isNothing ? (
        <Problem error={draft.error} onRetry={() => void draft.refetch()} />
      ) : null}
      {draft.isPending ? <TextSkeleton lines={8} /> : null}
      {draft.data ? <Own statement={draft.data} linesOf={{ currency }} /> : null}
    </Page>
  );
}

function Own({ statement, linesOf }: { statement: StatementDetail | StatementDraft; linesOf: LinesOf }) {
  const { party, who } = useParty();
  return (
    <StatementView
      {...{ who, statement, linesOf }}
      lineAddress={(line) =>
        line.sale !== null
          ? saleAddress(party, line.sale)
          : line.contract !== null
            ? contractAddress(party, line.contract)
            : line.adjustment !== null
              ? adjustmentAddress(party, line.adjustment)
              : line.section === "payouts"
                ? payoutsAddress(party)
                : undefined
      }
      saleAddress={(sale) => saleAddress(party, sale)}
      contractAddress={(contract) => contractAddress(party, contract)}
      statementAddress={(before) => statementAddress(party, before)}
    />
  );
}
