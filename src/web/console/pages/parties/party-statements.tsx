// A party's statements: what it was told, newest first; the running period in each currency; one issued by
// hand for a day that is over.
//   <PartyStatements party={party} currencies={["USD"]} />
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../../../parts/empty.tsx";
import { later } from "../../../parts/later.tsx";
import { StatementList } from "../../../statements/statement-list.tsx";
import css from "../../../statements/statements.module.css";
import { useWords } from "../../../words/words.tsx";
import { draftAddress, statementAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const IssuePeriod = later(() => import("../statements/issue-period.tsx"), "IssuePeriod");

interface Props {
  party: { id: string; name: string };
  currencies: readonly string[];
}

export function PartyStatements({ party, currencies }: Props) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [issuing, setIssuing] = useState<string | null>(null);
  return (
    <>
      <ul className={css.running}>
        {currencies.map((currency) => (
          <li key={currency} className={css.only}>
            <Link to={draftAddress(ws, party.id, currency)}>{say("statement.runningIn", { currency })}</Link>
            {may("sales") ? (
              <Button variant="default" size="compact-sm" onClick={() => setIssuing(currency)}>
                {say("statement.issueIn", { currency })}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <StatementList
        who={{ side: "producer", id: ws }}
        filter={{ party: party.id }}
        addressOf={(id) => statementAddress(ws, id)}
        empty={
          <Empty title={say("statement.none")} says={say("statement.noneOfParty", { name: party.name })} />
        }
      />
      {issuing === null ? null : (
        <IssuePeriod party={party} currency={issuing} onClose={() => setIssuing(null)} />
      )}
    </>
  );
}
