// The running period of a party in one currency, as its statement would stand now. Nothing of it is kept:
// issuing a day that is over freezes it.
//   /w/ws_…/statements/running?party=party_…&currency=USD
import { useQuery } from "@tanstack/react-query";
import { Navigate, useSearch } from "@tanstack/react-router";
import { draftQuery } from "../../../data/statements.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { StatementView } from "../../../statements/statement-view.tsx";
import { useWords } from "../../../words/words.tsx";
import { partyAddress, statementsAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { waysOf } from "./ways-of.ts";

/** Of nobody there is no running period: the list of statements says whose there are. */
export function DraftPage() {
  const { ws } = useWorkspace();
  const { party, currency } = useSearch({ strict: false }) as { party?: string; currency?: string };
  if (party === undefined || currency === undefined) return <Navigate to={statementsAddress(ws)} replace />;
  return <Draft party={party} currency={currency} />;
}

function Draft({ party, currency }: { party: string; currency: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const who = { side: "producer" as const, id: ws };
  const draft = useQuery(draftQuery(who, currency, party));
  const one = draft.data;
  const isNothing = isProblem(draft.error) && draft.error.code === "nothing_to_state";
  return (
    <Page
      title={
        one ? say("statement.runningOf", { name: one.party.name, currency }) : say("statement.runningPeriod")
      }
      back={{ to: `${partyAddress(ws, party)}?tab=statements`, name: one?.party.name ?? say("word.party") }}
      lead={say("statement.draftSays")}
    >
      {isNothing ? <Empty title={say("statement.noLines")} says={say("statement.nothingYet")} /> : null}
      {draft.isError && !isNothing ? (
        <Problem error={draft.error} onRetry={() => void draft.refetch()} />
      ) : null}
      {draft.isPending ? <TextSkeleton lines={8} /> : null}
      {one ? <StatementView who={who} statement={one} linesOf={{ party, currency }} {...waysOf(ws)} /> : null}
    </Page>
  );
}
