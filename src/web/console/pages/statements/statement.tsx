// One statement of a party, as it was frozen: the party reads the same.
//   /w/ws_…/statements/statement_…
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { statementQuery } from "../../../data/statements.ts";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { periodName } from "../../../statements/period-name.ts";
import { StatementFiles } from "../../../statements/statement-files.tsx";
import { StatementView } from "../../../statements/statement-view.tsx";
import { useWords } from "../../../words/words.tsx";
import { partyAddress, statementsAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { waysOf } from "./ways-of.ts";

export function StatementPage() {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { statement: id = "" } = useParams({ strict: false }) as { statement?: string };
  const who = { side: "producer" as const, id: ws };
  const found = useQuery(statementQuery(who, id));
  const one = found.data;
  return (
    <Page
      title={one ? `${one.party.name}, ${periodName(one, language)}` : say("statement.one")}
      back={{ to: statementsAddress(ws), name: say("nav.statements") }}
      action={one ? <StatementFiles who={who} id={id} parts={one.parts} /> : null}
      lead={
        one ? (
          <>
            {say("statement.no", { number: one.number })} · <When at={one.issuedAt} /> ·{" "}
            <Link to={partyAddress(ws, one.party.id)}>{say("ledger.toParty")}</Link>
          </>
        ) : null
      }
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={8} /> : null}
      {one ? <StatementView who={who} statement={one} linesOf={{ statement: id }} {...waysOf(ws)} /> : null}
    </Page>
  );
}
