// Who speaks for this party: each person with what they may do, added by e-mail, changed or taken away by who
// may accept. Whoever only looks sees the list, and may leave.
//   /partner/party_…/accounts
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { DataTable } from "../../../parts/data-table.tsx";
import { later } from "../../../parts/later.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { accountsQuery, type PartyAccount } from "../../data/accounts.ts";
import { useParty } from "../../frame/use-party.ts";
import { AccountActs } from "./account-acts.tsx";

const AddAccount = later(() => import("./add-account.tsx"), "AddAccount");

export function Accounts() {
  const words = useWords();
  const { say } = words;
  const { party, own, mayAccept } = useParty();
  const [isAdding, setAdding] = useState(false);
  const found = useQuery(accountsQuery(party));
  const rows = found.data?.data ?? [];
  const name = own?.name ?? "";
  const acting = rows.filter((one) => one.mayAccept).length;
  return (
    <Page
      title={say("partyAccounts.title", { name })}
      lead={say("partyAccounts.lead", { name })}
      action={mayAccept ? <Button onClick={() => setAdding(true)}>{say("partyAccounts.add")}</Button> : null}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isError ? null : (
        <DataTable
          says={say("partyAccounts.title", { name })}
          rows={rows}
          keyOf={(one) => one.account}
          isLoading={found.isPending}
          columns={columnsOf(words, (one) => (
            <AccountActs account={one} mayChange={mayAccept} isLast={one.mayAccept && acting === 1} />
          ))}
        />
      )}
      {isAdding ? <AddAccount onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function columnsOf({ say }: Words, acts: (one: PartyAccount) => ReactNode): Column<PartyAccount>[] {
  return [
    {
      key: "name",
      head: say("partyAccounts.name"),
      cell: (one) => `${one.name || one.email}${one.isYou ? ` (${say("partyAccounts.you")})` : ""}`,
      card: "title",
    },
    { key: "email", head: say("word.email"), cell: (one) => one.email, card: "under" },
    {
      key: "may",
      head: say("partyAccounts.may"),
      cell: (one) => (
        <Status tone={one.mayAccept ? "good" : "quiet"}>
          {say(one.mayAccept ? "partyAccounts.accepts" : "partyAccounts.looks")}
        </Status>
      ),
      card: "line",
    },
    {
      key: "since",
      head: say("partyAccounts.since"),
      cell: (one) => <When at={one.createdAt} show="day" />,
      card: "line",
    },
    { key: "acts", head: say("partyAccounts.change"), cell: acts, align: "end", card: "underEnd" },
  ];
}
