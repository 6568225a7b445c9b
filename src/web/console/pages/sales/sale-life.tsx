// The life of a sale on one line: sold, recorded, refunded, disputed, the day it may be paid out; and for
// those who may see earnings, what was held of it, told on statements, paid and kept back. It never guesses
// the future beyond those days.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { type Moment, Timeline } from "../../../parts/timeline.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { type Entry, saleEntriesQuery, saleLifeQuery } from "../../data/sale-story.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { afterwards } from "./sale-afterwards.tsx";

interface Props {
  sale: SaleDetail;
  /** Says how an open dispute ended; left out where the reader may not. */
  onClose: ((dispute: string) => void) | undefined;
}

export function SaleLife({ sale, onClose }: Props) {
  const words = useWords();
  const { ws, may } = useWorkspace();
  const told = useQuery({ ...saleEntriesQuery(ws, sale.id), enabled: may("ledger") }).data?.data ?? [];
  const life = useQuery({ ...saleLifeQuery(ws, sale.id), enabled: may("ledger") });
  const after = life.data ? afterwards(ws, sale, words, life.data) : [];
  return (
    <>
      <Timeline moments={inOrder([...momentsOf(sale, words, told, onClose), ...after])} />
      {life.isError ? <Problem error={life.error} onRetry={() => void life.refetch()} /> : null}
    </>
  );
}

/** Instants sort as text, all are ISO with Z; a day counts to its end. */
function inOrder(moments: Moment[]): Moment[] {
  const when = (moment: Moment) => (moment.at?.length === 10 ? `${moment.at}T24` : (moment.at ?? ""));
  return moments.sort((a, b) => when(a).localeCompare(when(b)));
}

function momentsOf(
  sale: SaleDetail,
  words: Words,
  entries: readonly Entry[],
  onClose: Props["onClose"],
): Moment[] {
  const { say } = words;
  const money = (amount: number) => <Money amount={amount} currency={sale.currency} />;
  const moments: Moment[] = [
    { key: "sold", tone: "good", title: say("life.sold"), at: sale.at, aside: money(sale.paid) },
    {
      key: "recorded",
      title: say("life.recorded", { source: sale.source }),
      at: sale.recordedAt,
      body: say("life.recordedSays", { seq: sale.seq }),
    },
  ];
  moments.push(
    ...takenBack(sale, words),
    ...disputed(sale, words, onClose),
    ...lateFees(sale, words, entries),
  );
  moments.push(availability(sale, say));
  return moments;
}

function availability(sale: SaleDetail, say: Words["say"]): Moment {
  const isThere = sale.availableOn <= new Date().toISOString().slice(0, 10);
  return {
    key: "available",
    tone: isThere ? "good" : "quiet",
    title: say("life.available"),
    at: sale.availableOn,
    body: isThere ? undefined : say("life.availableSays"),
  };
}

function takenBack(sale: SaleDetail, { say }: Words): Moment[] {
  const moments: Moment[] = [];
  for (const refund of sale.refunds) {
    moments.push({
      key: refund.id,
      tone: "taken",
      title: say("life.refunded"),
      at: refund.at,
      aside: <Money amount={-refund.amount} currency={sale.currency} />,
      body: (
        <>
          {refund.reason ? <p>{refund.reason}</p> : null}
          {refund.recordOnly ? <p>{say("life.recordOnly")}</p> : null}
        </>
      ),
    });
  }
  return moments;
}

function disputed(sale: SaleDetail, words: Words, onClose: Props["onClose"]): Moment[] {
  const { say } = words;
  const moments: Moment[] = [];
  for (const dispute of sale.disputes) {
    moments.push({
      key: `${dispute.id} opened`,
      tone: "pending",
      title: say("life.disputed"),
      at: dispute.openedAt,
      aside: <Money amount={dispute.amount} currency={sale.currency} tone="pending" />,
      body: (
        <>
          {dispute.reason ? <p>{dispute.reason}</p> : null}
          {dispute.state === "open" && onClose ? (
            <Button variant="default" size="compact-sm" mt={6} onClick={() => onClose(dispute.id)}>
              {say("dispute.close")}
            </Button>
          ) : null}
        </>
      ),
    });
    if (dispute.state !== "open") {
      moments.push({
        key: `${dispute.id} closed`,
        tone: dispute.state === "won" ? "good" : "taken",
        title: say(`life.dispute.${dispute.state}`),
        at: dispute.closedAt,
        body:
          dispute.fee > 0
            ? say("life.disputeFee", { amount: amountText(dispute.fee, sale.currency, words.language) })
            : undefined,
      });
    }
  }
  return moments;
}

function lateFees(sale: SaleDetail, { say }: Words, entries: readonly Entry[]): Moment[] {
  const moments: Moment[] = [];
  for (const entry of entries.filter((one) => one.kind === "fee")) {
    const fee = entry.postings.find((one) => one.kind === "processor_fees");
    moments.push({
      key: `fee ${entry.seq}`,
      title: say("life.fee", { name: fee?.party?.name ?? entry.source }),
      at: entry.at,
      aside: <Money amount={fee?.amount ?? 0} currency={sale.currency} />,
      body: say("life.feeSays"),
    });
  }
  return moments;
}
