// Play with a sale before there is one: another price, tax, a processor's fee, an affiliate, other terms;
// every party's amount moves as one drags, computed by the engine that splits real sales. Nothing of it is
// kept.
//   /w/ws_…/products/product_…?tab=preview
import { Button, Skeleton } from "@mantine/core";
import { useDebouncedCallback, useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useNarrow } from "../../../parts/filters.tsx";
import { Flow } from "../../../parts/flow.tsx";
import { amountText, typedRate } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { type Colours, colours, type PartOf } from "../../../parts/part-of.ts";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { productAddress } from "../../addresses.ts";
import type { Product } from "../../data/products.ts";
import {
  affiliationsQuery,
  contractsQuery,
  offersQuery,
  partiesQuery,
  type SplitPreview,
  type SplitPreviewIn,
  splitPreviewQuery,
  usualSaleQuery,
} from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { isFee, lineParts, sharedAmount } from "../sales/sale-lines.ts";
import {
  askOf,
  asSearch,
  draftOf,
  fromSearch,
  NO_DRAFT,
  type PreviewWish,
  promotersOf,
} from "./preview-wish.ts";
import { SplitControls } from "./split-controls.tsx";
import css from "./split-play.module.css";

const BeforeAfter = later(() => import("../products/before-after.tsx"), "BeforeAfter");
const SplitDraft = later(() => import("./split-draft.tsx"), "SplitDraft");

/** Long enough to leave out what one drags over, short enough to feel at once. */
const WAIT_MS = 30;
/** The address follows when one has stopped turning. */
const KEEP_MS = 500;

export function SplitPlay({ product }: { product: Product }) {
  const { ws } = useWorkspace();
  const offers = useQuery(offersQuery(ws, product.id));
  const workspace = useQuery(workspaceQuery(ws)).data;
  if (offers.isError) return <Problem error={offers.error} onRetry={() => void offers.refetch()} />;
  if (!offers.data || !workspace) return <Skeleton height={420} radius={6} />;
  const first = offers.data.data.find((one) => one.status === "active" && !one.orderBump && one.price > 0);
  return (
    <Play
      product={product}
      start={{ currency: first?.currency ?? workspace.currency, paid: first?.price ?? 10_000 }}
    />
  );
}

function Play({ product, start }: { product: Product; start: { currency: string; paid: number } }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const narrow = useNarrow();
  const keep = useDebouncedCallback((next: PreviewWish) => narrow(asSearch(next, start)), KEEP_MS);
  const [wish, setWish] = useState<PreviewWish>(() => fromSearch(search, start));
  const give = (some: Partial<PreviewWish>) => {
    const next = { ...wish, ...some };
    setWish(next);
    keep(next);
  };
  const usual = useQuery(usualSaleQuery(ws, product.id, wish.currency)).data;
  const contracts = useQuery(contractsQuery(ws, product.id)).data?.data ?? [];
  const affiliations = useInfiniteQuery(affiliationsQuery(ws, product.id, 100)).data;
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const promoters = promotersOf(affiliations?.pages.flatMap((page) => page.data) ?? [], (rate) =>
    typedRate(rate, language),
  );
  const asked = askOf(product.id, wish, usual?.fees ?? []);
  const drafted = wish.draft ? draftOf(wish.draft, product.terms, contracts) : null;
  const plain = usePreview(ws, product.id, asked);
  const changed = usePreview(ws, product.id, asked && drafted ? { ...asked, draft: drafted } : null);
  return (
    <div className={css.play}>
      <div className={css.controls}>
        <SplitControls
          wish={wish}
          give={give}
          usual={usual}
          startPaid={start.paid}
          promoters={promoters}
          partners={parties.filter((one) => one.kind === "partner")}
        />
      </div>
      <div className={css.result}>
        <Section title={say("preview.title")}>
          {plain.isError ? <Problem error={plain.error} /> : null}
          {plain.data ? (
            <PreviewFlow preview={plain.data} terms={`${productAddress(ws, product.id)}?tab=shares`} />
          ) : null}
          {plain.data ? null : <Skeleton height={360} radius={6} />}
        </Section>
        {wish.draft ? (
          <SplitDraft
            product={product}
            contracts={contracts}
            parties={parties}
            draft={wish.draft}
            give={give}
          />
        ) : (
          <Button variant="default" size="xs" mt="lg" onClick={() => give({ draft: NO_DRAFT })}>
            {say("preview.tryTerms")}
          </Button>
        )}
        {changed.isError ? <Problem error={changed.error} /> : null}
        {plain.data && changed.data && drafted ? (
          <BeforeAfter before={plain.data} after={changed.data} />
        ) : null}
      </div>
    </div>
  );
}

function usePreview(ws: string, product: string, asked: SplitPreviewIn | null) {
  const [settled] = useDebouncedValue(asked, WAIT_MS);
  const nothing: SplitPreviewIn = { product, currency: "USD", paid: 0 };
  return useQuery({
    ...splitPreviewQuery(ws, settled ?? nothing),
    enabled: settled !== null && asked !== null,
  });
}

interface PreviewProps {
  preview: SplitPreview;
  /** Where the fees and shares stand that it is made by. */
  terms: string;
}

function PreviewFlow({ preview, terms }: PreviewProps) {
  const words = useWords();
  const { say, language } = words;
  const { ws, may } = useWorkspace();
  const parts = partsOf(ws, preview, words, may("ledger"));
  const hasFees = preview.lines.some((line) => isFee(line.role) && line.amount > 0);
  const [largest] = parts.toSorted((a, b) => b.amount - a.amount);
  const says = say("preview.says", {
    paid: amountText(preview.paid, preview.currency, language),
    name: largest?.name ?? "",
    amount: amountText(largest?.amount ?? 0, preview.currency, language),
  });
  return (
    <>
      <Flow
        says={says}
        currency={preview.currency}
        source={{ name: say("sale.buyerPaid"), amount: preview.paid }}
        middle={
          hasFees
            ? { name: say("sale.toShare"), amount: sharedAmount(asLines(preview)), href: terms }
            : undefined
        }
        parts={parts}
        colours={steadyColours(preview)}
      />
      {preview.abated ? <p className={css.note}>{say("preview.abated")}</p> : null}
    </>
  );
}

type Line = SplitPreview["lines"][number];

/** A preview takes nothing back and holds nothing in reserve. */
function asLines(preview: SplitPreview) {
  return preview.lines.map((line) => ({ ...line, reversed: 0, reserved: 0, paidAtSource: 0 }));
}

const partsOf = (
  ws: string,
  preview: SplitPreview,
  words: ReturnType<typeof useWords>,
  may: boolean,
): PartOf[] => lineParts(ws, asLines(preview), words, may);

const keyOf = (line: Line): string => `${line.party.id}-${line.role}-${line.contract ?? ""}`;

/** By who it is, not by where it stands: switching the affiliate on moves nobody's colour. */
function steadyColours(preview: SplitPreview): Colours {
  const people = preview.lines.filter((line) => line.role !== "affiliate" && !isFee(line.role));
  const order = [...people, ...preview.lines.filter((line) => !people.includes(line))];
  return colours(order.map((line) => ({ key: keyOf(line), who: line.party.id, isFee: isFee(line.role) })));
}
