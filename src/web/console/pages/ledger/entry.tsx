// One entry: what happened, where it came from, its postings and that they add up to zero, its place in the
// chain. It cannot be changed here or anywhere; what was wrong is reversed by another entry.
//   /w/ws_…/ledger/entries/12
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { amountText } from "../../../parts/format-amount.ts";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, entryAddress, ledgerAddress, payoutAddress, saleAddress } from "../../addresses.ts";
import { type Entry, entryQuery, ledgerHeadQuery } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { Adjusted } from "./adjusted.tsx";
import { movedBy } from "./entries.tsx";
import { entryName } from "./entry-name.ts";
import css from "./ledger.module.css";
import { Postings } from "./postings.tsx";

export function EntryPage() {
  const words = useWords();
  const { say, language } = words;
  const { ws } = useWorkspace();
  const { entry: seq = "" } = useParams({ strict: false }) as { entry?: string };
  const entry = useQuery(entryQuery(ws, seq));
  const found = entry.data;
  const name = found ? entryName(found.kind, words) : say("entry.number", { seq });
  return (
    <Page
      title={found ? `${name}\u00a0· ${say("entry.number", { seq })}` : name}
      back={{ to: `${ledgerAddress(ws)}?tab=entries`, name: say("ledger.entries") }}
      lead={
        found ? say("entry.lead", { amount: amountText(movedBy(found), found.currency, language) }) : null
      }
      action={<Neighbours seq={Number(seq)} />}
    >
      {entry.isError ? <Problem error={entry.error} onRetry={() => void entry.refetch()} /> : null}
      {entry.isPending ? <TextSkeleton lines={6} /> : null}
      {found ? (
        <>
          <Section title={say("entry.postingsTitle")} aside={say("entry.zero")}>
            <Postings entry={found} />
          </Section>
          {found.adjustment === null ? null : <Adjusted id={found.adjustment} />}
          <Section title={say("entry.from")}>
            <div className={css.facts}>
              <Facts facts={factsOf(found, ws, say)} />
            </div>
          </Section>
        </>
      ) : null}
    </Page>
  );
}

/** The entry before and the one after: the journal has no gaps. */
function Neighbours({ seq }: { seq: number }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const last = useQuery(ledgerHeadQuery(ws)).data?.seq ?? seq;
  return (
    <span className={css.neighbours}>
      {seq > 1 ? <Link to={entryAddress(ws, seq - 1)}>{say("entry.before")}</Link> : null}
      {seq < last ? <Link to={entryAddress(ws, seq + 1)}>{say("entry.after")}</Link> : null}
    </span>
  );
}

/** The sale, the payout, or the contract that was settled. */
function subjectOf(
  { sale, contract, kind, externalId }: Entry,
  ws: string,
  say: Words["say"],
): [string, ReactNode][] {
  if (sale !== null) {
    const to = saleAddress(ws, sale);
    return [
      [
        say("word.sale"),
        <Link key="sale" to={to}>
          {say("entry.toSale")}
        </Link>,
      ],
    ];
  }
  // A payout's entries have its id as their key, also those of its way back.
  const payout = /^payout_[0-9a-hjkmnp-tv-z]{26}/.exec(externalId)?.[0];
  if (payout !== undefined && kind.startsWith("payout")) {
    return [
      [
        say("entry.payout"),
        <Link key="payout" to={payoutAddress(ws, payout)}>
          {say("entry.toPayout")}
        </Link>,
      ],
    ];
  }
  if (contract === null) return [];
  const to = contractAddress(ws, contract);
  return [
    [
      say("entry.contract"),
      <Link key="contract" to={to}>
        {say("entry.toContract")}
      </Link>,
    ],
  ];
}

/** A hash has a line of its own, an id of ours the room of two facts: neither is cut into pieces. */
const lengthOf = (text: string): "whole" | "two" | undefined =>
  text.length > 40 ? "whole" : text.length > 20 ? "two" : undefined;

function factsOf(entry: Entry, ws: string, say: Words["say"]): [string, ReactNode][] {
  const hash = (text: string) => (
    <span key={text} className={css.mono} data-long={lengthOf(text)}>
      {text}
    </span>
  );
  return [
    ...subjectOf(entry, ws, say),
    [say("word.source"), entry.source],
    [say("entry.key"), hash(entry.externalId)],
    [say("entry.happened"), <When key="at" at={entry.at} />],
    [say("entry.recorded"), <When key="recorded" at={entry.recordedAt} />],
    [say("entry.batch"), String(entry.batch)],
    [say("entry.facts"), hash(entry.factsHash)],
    ...(entry.plan ? ([[say("plan.hash"), hash(entry.plan)]] as [string, ReactNode][]) : []),
  ];
}
