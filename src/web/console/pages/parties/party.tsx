// One party: what it is owed in each currency, and every entry that made it so, newest first.
// It never edits a balance: only sales, refunds, disputes and payouts move it.
//   /w/ws_…/parties/party_…?account=3
import { SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type Column, DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { Money } from "../../../parts/money.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { partiesAddress, saleAddress } from "../../addresses.ts";
import {
  type Account,
  type AccountEntry,
  accountEntriesQuery,
  accountsQuery,
  type Balance,
  type Party,
  partyBalancesQuery,
  partyQuery,
} from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function PartyPage() {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { party: id = "" } = useParams({ strict: false }) as { party?: string };
  const party = useQuery(partyQuery(ws, id));
  const balances = useQuery(partyBalancesQuery(ws, id));
  const error = party.error ?? balances.error;
  return (
    <Page
      title={party.data?.name ?? say("word.party")}
      back={{ to: partiesAddress(ws), name: say("nav.parties") }}
      lead={party.data ? say(`partyKind.${party.data.kind}`) : null}
    >
      {error ? <Problem error={error} /> : null}
      {balances.data ? <Owed balances={balances.data.data} /> : null}
      <Entries party={id} />
      {party.data ? <About party={party.data} language={language} /> : null}
    </Page>
  );
}

function Owed({ balances }: { balances: Balance[] }) {
  const { say } = useWords();
  const pick = (key: "available" | "pending" | "reserved") =>
    balances.map((one) => ({ amount: one[key], currency: one.currency }));
  if (balances.length === 0) return <p>{say("party.nothing")}</p>;
  return (
    <Figures>
      <Figure
        name={say("balance.available")}
        amounts={pick("available")}
        says={say("balance.availableSays")}
        tone="ink"
      />
      <Figure
        name={say("balance.pending")}
        amounts={pick("pending")}
        says={say("balance.pendingSays")}
        tone="pending"
      />
      <Figure
        name={say("balance.reserved")}
        amounts={pick("reserved")}
        says={say("balance.reservedSays")}
        tone="taken"
      />
    </Figures>
  );
}

function Entries({ party }: { party: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { account?: string };
  const accounts = useQuery(accountsQuery(ws, party)).data?.data ?? [];
  const chosen = accounts.find((one) => String(one.number) === search.account) ?? accounts[0];
  if (!chosen) return null;
  const choose = (account: string) =>
    void navigate({ to: ".", search: { account }, replace: true, resetScroll: false });
  return (
    <Section
      title={say("party.entries")}
      aside={
        accounts.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={say("party.account")}
            value={String(chosen.number)}
            data={accounts.map((one) => ({
              value: String(one.number),
              label: `${say(`accountKind.${one.kind}`)} ${one.currency}`,
            }))}
            onChange={choose}
          />
        ) : null
      }
    >
      <EntryTable account={chosen} />
    </Section>
  );
}

function EntryTable({ account }: { account: Account }) {
  const words = useWords();
  const { ws } = useWorkspace();
  const entries = useInfiniteQuery(accountEntriesQuery(ws, account.number));
  const rows = entries.data?.pages.flatMap((page) => page.data) ?? [];
  if (entries.isError) return <Problem error={entries.error} onRetry={() => void entries.refetch()} />;
  if (entries.isSuccess && rows.length === 0) {
    return <Empty title={words.say("party.noEntries")} says={words.say("party.noEntriesSays")} />;
  }
  return (
    <DataTable
      says={words.say("party.entries")}
      rows={rows}
      columns={columnsOf(words, account)}
      keyOf={(entry) => String(entry.seq)}
      linkOf={(entry) => saleAddress(ws, entry.sale)}
      isLoading={entries.isPending}
      hasMore={entries.hasNextPage}
      isLoadingMore={entries.isFetchingNextPage}
      onMore={() => void entries.fetchNextPage()}
      foot={words.say(entries.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
    />
  );
}

export function entryName(kind: string, words: Words): string {
  const key = `entryKind.${kind}`;
  return words.has(key) ? words.say(key as MessageKey) : kind;
}

function columnsOf(words: Words, account: Account): Column<AccountEntry>[] {
  const { say } = words;
  return [
    { key: "what", head: say("entry.what"), card: "title", cell: (entry) => entryName(entry.kind, words) },
    { key: "at", head: say("word.when"), cell: (entry) => <When at={entry.at} />, card: "under" },
    {
      key: "source",
      head: say("word.source"),
      cell: (entry) => (
        <>
          {entry.source} · {entry.externalId}
        </>
      ),
    },
    {
      key: "available",
      head: say("entry.availableOn"),
      cell: (entry) => <When at={entry.availableOn} show="day" />,
    },
    {
      key: "amount",
      head: say("entry.moved", { currency: account.currency }),
      align: "end",
      card: "figure",
      cell: (entry) => <Money amount={entry.amount} currency={account.currency} withCode={false} signed />,
    },
  ];
}

function About({ party, language }: { party: Party; language: string }) {
  const { say } = useWords();
  const regions = new Intl.DisplayNames([language], { type: "region" });
  const facts = [
    [say("word.email"), party.email],
    [say("word.country"), party.country ? regions.of(party.country) : null],
    [say("party.ref"), party.ref],
    [say("party.externalId"), party.externalId],
    [say("party.since"), <When key="since" at={party.createdAt} show="day" />],
  ] as const;
  return (
    <Section title={say("party.about")}>
      <Facts facts={facts.filter(([, value]) => value !== null)} />
    </Section>
  );
}
