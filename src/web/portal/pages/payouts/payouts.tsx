// A partner's money out: what is available and when the next payout comes, where it goes, asking for it, and
// what was paid so far. It never shows a whole account number, and never promises a day that no schedule
// says.
//   /partner/party_…/payouts

import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { decimalText } from "../../../../base/decimal-text.ts";
import {
  askPayout,
  detailsQuery,
  type OwnPayout,
  ownPayoutsQuery,
  ownReserveQuery,
  type PayoutDetails,
  readOwnPayouts,
  takeBackAsk,
} from "../../../data/payouts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { MethodForm } from "../../../payouts/method-form.tsx";
import { MethodShown } from "../../../payouts/method-shown.tsx";
import { PayoutState } from "../../../payouts/payout-state.tsx";
import css from "../../../payouts/payouts.module.css";
import { whyOf } from "../../../payouts/reason-words.ts";
import { RemoveMethod } from "../../../payouts/remove-method.tsx";
import { HeldByReserve } from "../../../statements/held-by-reserve.tsx";
import { useWords } from "../../../words/words.tsx";
import { useParty } from "../../frame/use-party.ts";

export function Payouts() {
  const { say } = useWords();
  const { party } = useParty();
  const found = useQuery(detailsQuery({ side: "party", party }));
  return (
    <Page title={say("nav.payouts")} lead={say("payout.ownLead")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <FiguresSkeleton count={2} /> : null}
      {found.data ? (
        <>
          <Owed details={found.data} />
          <Held />
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
    <Section title={say("reserve.title")}>
      <p className={css.quiet}>
        {say("reserve.is", { rate: formatRate(reserve.rate, language), count: reserve.days })}
      </p>
      <HeldByReserve held={held} days={reserve.days} />
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

function OwedLine({ one, details }: { one: PayoutDetails["owed"][number]; details: PayoutDetails }) {
  const { say, language } = useWords();
  const { party, mayAccept } = useParty();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: [party, "payouts"] });
  const ask = useMutation({ mutationFn: () => askPayout(party, one.currency), onSuccess });
  const back = useMutation({ mutationFn: () => takeBackAsk(party, one.currency), onSuccess });
  const asked = details.requests.find((request) => request.currency === one.currency);
  const minimum = amountText(one.least, one.currency, language);
  const isEnough = one.available > 0 && (one.available >= one.least || details.settings.currency !== null);
  const canAsk = isEnough && details.method !== null && !details.settings.held;
  return (
    <li>
      <div className={css.fileName}>
        <Money amount={one.available} currency={one.currency} size="lg" zero="digits" />
        <span className={css.quiet}>
          {asked ? (
            <>
              {say("payout.asked")} <When at={asked.askedAt} />
            </>
          ) : one.nextOn ? (
            <>
              {say("payout.nextOn")} <When at={one.nextOn} show="day" />
              {": "}
              {one.expected !== null && one.expected >= one.least
                ? say("payout.expected", { amount: amountText(one.expected, one.currency, language) })
                : say("payout.tooLittle", { minimum })}
            </>
          ) : (
            say("payout.onAsking", { minimum })
          )}
        </span>
        {(ask.error ?? back.error) ? <Problem error={ask.error ?? back.error} /> : null}
      </div>
      {mayAccept && asked ? (
        <Button variant="subtle" color="gray" loading={back.isPending} onClick={() => back.mutate()}>
          {say("payout.askBack")}
        </Button>
      ) : null}
      {mayAccept && !asked && canAsk ? (
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
          {say("payout.ask", { currency: one.currency })}
        </Button>
      ) : null}
    </li>
  );
}

function Where({ details }: { details: PayoutDetails }) {
  const { say } = useWords();
  const { party, mayAccept } = useParty();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { method } = details;
  const refresh = () => queries.invalidateQueries({ queryKey: [party, "payouts"] });
  const act = mayAccept ? (
    <span className={css.acts}>
      {method === null ? null : (
        <RemoveMethod
          who={{ side: "party", party }}
          name={details.party.name}
          hint={method.hint}
          onDone={refresh}
        />
      )}
      <Button variant={method === null ? "filled" : "default"} onClick={() => setOpen(true)}>
        {say(method === null ? "payout.method.set" : "payout.method.change")}
      </Button>
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

function columnsOf(words: ReturnType<typeof useWords>): Column<OwnPayout>[] {
  const { say } = words;
  return [
    {
      key: "at",
      head: say("payout.sentOn"),
      card: "title",
      cell: (one) => (one.begunAt ? <When at={one.begunAt} show="day" /> : null),
      csv: (one) => one.begunAt ?? "",
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
    {
      key: "currency",
      head: say("word.currency"),
      isHidden: true,
      card: "none",
      cell: (one) => one.currency,
      csv: (one) => one.currency,
    },
  ];
}
