// Coupons of the business: whose each is, what it takes off, how often it was used and how often after a
// click. Made and changed in a small window; ending one says what it means.
//   /w/ws_…/coupons?product=product_…&state=active
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CouponTable } from "../../../attribution/coupon-table.tsx";
import { type AnyCoupon, couponsFile } from "../../../data/attribution.ts";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Page } from "../../../parts/page.tsx";
import { useAsked } from "../../../parts/use-asked.ts";
import { useWords } from "../../../words/words.tsx";
import { productsQuery } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const CouponForm = later(() => import("./coupon-form.tsx"), "CouponForm");
const FILTERS = ["q", "product", "state"] as const;
const STATES = ["active", "paused", "ended"] as const;

export function Coupons() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { filters, isNarrowed } = useFilters(FILTERS);
  const [changing, setChanging] = useState<AnyCoupon | null>(null);
  const [isMaking, setMaking] = useAsked("make");
  const open = isMaking && may("products") ? "new" : changing;
  const close = () => {
    setChanging(null);
    if (isMaking) setMaking(false);
  };
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const named = products.map((one) => ({ value: one.id, label: one.name }));
  const mayChange = may("products");
  const make = mayChange ? (
    <Button leftSection={<Icon name="plus" />} onClick={() => setMaking(true)}>
      {say("coupon.make")}
    </Button>
  ) : null;
  return (
    <Page title={say("coupon.title")} lead={say("coupon.lead")} action={make}>
      <FilterBar names={FILTERS}>
        <SearchFilter says={say("coupon.search")} />
        <ChoiceFilter
          name="product"
          says={say("word.product")}
          any={say("coupon.anyProduct")}
          options={named}
        />
        <ChoiceFilter
          name="state"
          says={say("coupon.state")}
          any={say("coupon.anyState")}
          options={STATES.map((value) => ({ value, label: say(`coupon.state.${value}`) }))}
        />
      </FilterBar>
      <CouponTable
        who={{ side: "producer", id: ws }}
        filters={filters}
        fileAt={couponsFile(ws)}
        acts={mayChange ? (coupon) => <Change coupon={coupon} onOpen={setChanging} /> : undefined}
        empty={
          <Empty
            title={say(isNarrowed ? "coupon.noneFit" : "coupon.none")}
            says={say(isNarrowed ? "coupon.noneFitSays" : "coupon.noneSays")}
          />
        }
      />
      {open !== null ? (
        <CouponForm
          key={open === "new" ? "new" : open.id}
          coupon={open === "new" ? null : open}
          products={named}
          start={filters.product ?? (named.length === 1 ? (named[0]?.value ?? "") : "")}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

function Change({ coupon, onOpen }: { coupon: AnyCoupon; onOpen: (coupon: AnyCoupon) => void }) {
  const { say } = useWords();
  if (coupon.state === "ended") return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      aria-label={say("coupon.changeTitle", { code: coupon.code })}
      onClick={() => onOpen(coupon)}
    >
      {say("coupon.change")}
    </Button>
  );
}
