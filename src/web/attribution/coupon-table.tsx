// Coupons as a list, for whichever side looks: the code and what it takes off, uses, how many of them after a
// click, until when. It never changes one; the page hands in what may be done.
//   <CouponTable who={who} filters={filters} empty={<Empty … />} acts={(coupon) => <Button …/>} />
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type AnyCoupon, type CouponFilters, couponsQuery } from "../data/attribution.ts";
import type { Looker } from "../data/contracts.ts";
import { DataTable } from "../parts/data-table.tsx";
import { amountText, formatRate } from "../parts/format-amount.ts";
import { Problem } from "../parts/problem.tsx";
import { Status, type Tone } from "../parts/status.tsx";
import type { Column } from "../parts/table-column.ts";
import { When } from "../parts/when.tsx";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import css from "./attribution.module.css";

const TONES: Record<AnyCoupon["state"], Tone> = { active: "good", paused: "pending", ended: "quiet" };

interface Props {
  who: Looker;
  filters: CouponFilters;
  empty: ReactNode;
  /** Where the server has all of them as a file. */
  fileAt?: string;
  acts?: ((coupon: AnyCoupon) => ReactNode) | undefined;
}

export function CouponTable({ who, filters, empty, fileAt, acts }: Props) {
  const words = useWords();
  const { say } = words;
  const found = useInfiniteQuery(couponsQuery(who, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0) return empty;
  return (
    <DataTable
      says={say("coupon.title")}
      rows={rows}
      columns={columnsOf(words, who.side === "producer", acts)}
      keyOf={(one) => one.id}
      {...(fileAt === undefined ? {} : { fileAt })}
      isLoading={found.isPending}
      hasMore={found.hasNextPage}
      isLoadingMore={found.isFetchingNextPage}
      onMore={() => void found.fetchNextPage()}
      foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
    />
  );
}

function columnsOf(words: Words, hasParty: boolean, acts: Props["acts"]): Column<AnyCoupon>[] {
  const { say } = words;
  const whole = new Intl.NumberFormat(words.language);
  const count = (value: number) => (
    <span className={css.count}>{value === 0 ? "–" : whole.format(value)}</span>
  );
  const party: Column<AnyCoupon> = {
    key: "party",
    head: say("coupon.affiliate"),
    card: "under",
    cell: (one) => one.party?.name ?? "–",
  };
  const own: Column<AnyCoupon> = {
    key: "acts",
    head: say("word.acts"),
    align: "end",
    card: "line",
    cell: (one) => acts?.(one) ?? null,
  };
  return [
    codeColumn(words),
    ...(hasParty ? [party] : []),
    {
      key: "product",
      head: say("word.product"),
      card: hasParty ? "line" : "under",
      cell: (one) => one.product.name,
    },
    {
      key: "state",
      head: say("coupon.state"),
      card: "underEnd",
      cell: (one) => <Status tone={TONES[one.state]}>{say(`coupon.state.${one.state}`)}</Status>,
    },
    {
      key: "until",
      head: say("coupon.until"),
      card: "line",
      cell: (one) => (one.endsAt === null ? "–" : <When at={lastDay(one.endsAt)} show="day" />),
    },
    {
      key: "uses",
      head: say("coupon.uses"),
      align: "end",
      card: "line",
      cell: (one) =>
        one.mostUses === null ? (
          count(one.uses)
        ) : (
          <span className={css.count}>
            {say("coupon.usesOf", { uses: whole.format(one.uses), most: whole.format(one.mostUses) })}
          </span>
        ),
    },
    {
      key: "clicked",
      head: say("coupon.afterClick"),
      align: "end",
      card: "line",
      cell: (one) => count(one.usesAfterClick),
    },
    ...(acts === undefined ? [] : [own]),
  ];
}

function codeColumn(words: Words): Column<AnyCoupon> {
  return {
    key: "code",
    head: words.say("coupon.code"),
    card: "title",
    cell: (one) => (
      <span className={css.names}>
        <span className={css.code}>{one.code}</span>
        <span className={css.under}>{discountOf(one, words)}</span>
      </span>
    ),
  };
}

function discountOf({ discount }: AnyCoupon, { say, language }: Words): string {
  if (discount.kind === "none") return "";
  const text =
    discount.kind === "percent"
      ? formatRate(discount.rate, language)
      : amountText(discount.amount, discount.currency, language);
  return say("coupon.off", { discount: text });
}

/** An end is exclusive; people read the last day that counts. */
const lastDay = (endsAt: string) => new Date(Date.parse(endsAt) - 1).toISOString();
