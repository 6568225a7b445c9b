// The party's own statements, newest first, and the running period in each currency as it would stand now.
//   /partner/party_…/statements
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Empty } from "../../../parts/empty.tsx";
import { Page } from "../../../parts/page.tsx";
import { StatementList } from "../../../statements/statement-list.tsx";
import css from "../../../statements/statements.module.css";
import { TaxNumber } from "../../../statements/tax-number.tsx";
import { useWords } from "../../../words/words.tsx";
import { draftAddress, statementAddress } from "../../addresses.ts";
import { balancesQuery } from "../../data/figures.ts";
import { useParty } from "../../frame/use-party.ts";

export function Statements() {
  const { say } = useWords();
  const { party, own, who, mayAccept } = useParty();
  const balances = useQuery(balancesQuery(party)).data?.balances ?? [];
  const name = own?.workspace.name ?? "";
  return (
    <Page title={say("nav.statements")} lead={say("statement.leadOwn", { name })}>
      <ul className={css.running}>
        {balances.map(({ currency }) => (
          <li key={currency}>
            <Link to={draftAddress(party, currency)}>{say("statement.runningIn", { currency })}</Link>
          </li>
        ))}
      </ul>
      <StatementList
        who={who}
        addressOf={(id) => statementAddress(party, id)}
        empty={<Empty title={say("statement.none")} says={say("statement.noneOwn", { name })} />}
      />
      <TaxNumber who={who} party={{ id: party, name: own?.name ?? "" }} mayChange={mayAccept} />
    </Page>
  );
}
