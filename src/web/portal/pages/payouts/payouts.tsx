// A partner's money out: what is available and when the next payout comes, where it goes, asking for it, and
// what was paid so far; at an address with a day, first what the rolling reserve held then. It never shows a
// whole account number, and never promises a day that no schedule says.
//   /partner/party_…/payouts

import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { decimalText } from "../../../../base/decimal-text.ts";
import {
  detailsQuery,
  type OwnPayout,
  ownPayoutsQuery,
  ownReserveQuery,
  type PayoutDetails,
  readOwnPayouts,
} from "../../../data/payouts.ts";
import { AsOfNote, useAsOf } from "../../../parts/as-of-filter.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { type Column, currencyColumn } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { firstKind } from "../../../payouts/first-kind.ts";
import { MethodShown } from "../../../payouts/method-shown.tsx";
import { PayoutState } from "../../../payouts/payout-state.tsx";
import css from "../../../payouts/payouts.module.css";
import { whyOf } from "../../../payouts/reason-words.ts";
import { HeldByReserve } from "../../../statements/held-by-reserve.tsx";
import { useWords } from "../../../words/words.tsx";
import { useParty } from "../../frame/use-party.ts";
import { OwedLine } from "./owed-line.tsx";

const MethodForm = later(() => import("../../../payouts/method-form.tsx"), "MethodForm");
const RemoveMethod = later(() => import("../../../payouts/remove-method.tsx"), "RemoveMethod");

export function Payouts() {
  const { say } = useWords();
  const { party } = useParty();
  const found = useQuery(detailsQuery({ side: "party", party }));
  const day = useAsOf();
  return (
    <Page title={say("nav.payouts")} lead={say("payout.ownLead")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <FiguresSkeleton count={2} /> : null}
      {found.data ? (
        <>
          {day === undefined ? null : <HeldThen day={day} />}
          <Owed details={found.data} />
          {day === undefined ? <Held /> : null}
          <Where details={found.data} />
        </>
      ) : null}
      <Paid />
    </Page>
  );
}

/** Nothing where there is no rolling reserve. */
function Held() {
  const { say, language } = useWords();
  const { party } = useParty();
  const { reserve = null, held = [] } = useQuery(ownReserveQuery(party)).data ?? {};
  if (reserve === null) return null;
  return (
    <Section title={say("reserve.title")} id="reserve">
      <p className={css.quiet}>
        {say("reserve.is", { rate: formatRate(reserve.rate, language), count: reserve.days })}
      </p>
      <HeldByReserve held={held} days={reserve.days} />
    </Section>
  );
}

/** What it held at the end of a day of the past, by the setting of that day. */
function HeldThen({ day }: { day: string }) {
  const { say, language } = useWords();
  const { party, own } = useParty();
  const found = useQuery(ownReserveQuery(party, day));
  const { reserve = null, held = [] } = found.data ?? {};
  return (
    <Section title={say("reserve.title")} id="reserve">
      <AsOfNote day={day} />
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess ? (
        <p className={css.quiet}>
          {reserve === null
            ? say("reserve.noneThenOwn", { name: own?.producer ?? "" })
            : say("reserve.was", { rate: formatRate(reserve.rate, language), count: reserve.days })}
        </p>
      ) : null}
      {reserve === null ? null : <HeldByReserve held={held} days={reserve.days} isPast />}
    </Section>
  );
}

function Owed({ details }: { details: PayoutDetails }) {
  const { say } = useWords();
  const { owed, settings } = details;
  return (
    <Section title={say("payout.next")}>
      {settings.held ? (
        <p>
          <Status tone="taken">{say("payout.heldNow")}</Status> {settings.heldWhy}
        </p>
      ) : null}
      {owed.length === 0 ? <p className={css.quiet}>{say("portal.nothingYet")}</p> : null}
      <ul className={css.files}>
        {owed.map((one) => (
          <OwedLine key={one.currency} one={one} details={details} />
        ))}
      </ul>
    </Section>
  );
}

function Where({ details }: { details: PayoutDetails }) {
  const { say, language } = useWords();
  const { party, own, mayAccept } = useParty();
  const queries = useQueryClient();
  const paidIn = details.settings.currency ?? own?.workspace.currency ?? "";
  const [isOpen, setOpen] = useState(false);
  const { method } = details;
  const refresh = () => queries.invalidateQueries({ queryKey: [party, "payouts"] });
  const act = mayAccept ? (
    <span className={css.acts}>
      <Button variant={method === null ? "filled" : "default"} onClick={() => setOpen(true)}>
        {say(method === null ? "payout.method.set" : "payout.method.change")}
      </Button>
      {method === null ? null : (
        <RemoveMethod
          who={{ side: "party", party }}
          name={details.party.name}
          hint={method.hint}
          onDone={refresh}
        />
      )}
    </span>
  ) : null;
  return (
    <Section title={say("payout.where")}>
      <MethodShown method={method} none={say("payout.method.noneOwn")} acts={act} />
      {isOpen ? (
        <Dialog title={say("payout.method.title")} onClose={() => setOpen(false)}>
          <MethodForm
            who={{ side: "party", party }}
            name={details.party.name}
            isChange={method !== null}
            first={firstKind({ method, currency: paidIn, language })}
            onDone={async () => {
              await refresh();
              setOpen(false);
            }}
            onLeave={() => setOpen(false)}
          />
        </Dialog>
      ) : null}
    </Section>
  );
}

function Paid() {
  const words = useWords();
  const { say } = words;
  const { party } = useParty();
  const found = useInfiniteQuery(ownPayoutsQuery(party));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0) {
    return <Empty title={say("payout.nonePaid")} says={say("payout.nonePaidSays")} />;
  }
  return (
    <Section title={say("payout.paid")}>
      <DataTable
        says={say("payout.paid")}
        rows={rows}
        columns={columnsOf(words)}
        keyOf={(one) => one.id}
        exportAs={{ name: "payouts", pageOf: (cursor, signal) => readOwnPayouts(party, cursor, signal) }}
        isLoading={found.isPending}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </Section>
  );
}

/** Set under way, and not handed over yet. */
function isComing({ state }: OwnPayout): boolean {
  return state === "proposed" || state === "in_transit" || state === "unknown";
}

function columnsOf(words: ReturnType<typeof useWords>): Column<OwnPayout>[] {
  const { say } = words;
  return [
    {
      key: "at",
      head: say("payout.sentOn"),
      card: "title",
      cell: (one) =>
        one.sentAt ? <When at={one.sentAt} show="day" /> : isComing(one) ? say("payout.isPrepared") : "–",
      csv: (one) => one.sentAt ?? "",
    },
    {
      key: "to",
      head: say("payout.to"),
      card: "under",
      cell: (one) => `${say(`payout.kind.${one.method.kind}`)} · ${one.method.hint}`,
    },
    {
      key: "reference",
      head: say("payout.reference"),
      card: "line",
      cell: (one) => <span className={css.mono}>{one.reference}</span>,
      csv: (one) => one.reference,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => (
        <>
          <PayoutState state={one.state} />
          {one.reason === "" ? null : <div className={css.quiet}>{whyOf(one.reason, words)}</div>}
        </>
      ),
      csv: (one) => say(`payout.state.${one.state}`),
    },
    {
      key: "amount",
      head: say("word.amount"),
      align: "end",
      card: "figure",
      cell: (one) => (
        <>
          <Money amount={one.amount} currency={one.currency} />
          {one.rate === null ? null : (
            <div className={css.quiet}>
              <Money amount={one.owed.amount} currency={one.owed.currency} size="sm" tone="quiet" />
            </div>
          )}
        </>
      ),
      csv: (one) => decimalText(one.amount, one.currency),
    },
    currencyColumn(say("word.currency")),
  ];
}
