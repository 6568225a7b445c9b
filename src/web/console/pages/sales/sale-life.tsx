// The life of a sale on one line: sold, recorded, refunded, disputed, and the day it may be paid out.
// It never guesses the future beyond that day.
import { Money } from "../../../parts/money.tsx";
import { type Moment, Timeline } from "../../../parts/timeline.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { SaleDetail } from "../../data/sales.ts";

export function SaleLife({ sale }: { sale: SaleDetail }) {
  const words = useWords();
  return <Timeline moments={momentsOf(sale, words)} />;
}

function momentsOf(sale: SaleDetail, words: Words): Moment[] {
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
  for (const refund of sale.refunds) {
    moments.push({
      key: refund.id,
      tone: "taken",
      title: say("life.refunded"),
      at: refund.at,
      aside: money(-refund.amount),
      body: (
        <>
          {refund.reason ? <p>{refund.reason}</p> : null}
          {refund.recordOnly ? <p>{say("life.recordOnly")}</p> : null}
        </>
      ),
    });
  }
  for (const dispute of sale.disputes) {
    moments.push({
      key: `${dispute.id} opened`,
      tone: "pending",
      title: say("life.disputed"),
      at: dispute.openedAt,
      aside: <Money amount={dispute.amount} currency={sale.currency} tone="pending" />,
      body: dispute.reason,
    });
    if (dispute.state !== "open") {
      moments.push({
        key: `${dispute.id} closed`,
        tone: dispute.state === "won" ? "good" : "taken",
        title: say(`life.dispute.${dispute.state}`),
        at: dispute.closedAt,
      });
    }
  }
  moments.push(availability(sale, say));
  // Instants sort as text, all are ISO with Z; a day counts to its end.
  const when = (moment: Moment) => (moment.at?.length === 10 ? `${moment.at}T24` : (moment.at ?? ""));
  return moments.sort((a, b) => when(a).localeCompare(when(b)));
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
