// Who promotes a product, what each brings and earns: sought, narrowed by state and accepted terms, sorted by
// any of it, as a file too. Add one, change a rate, suspend or end one, hand several over to another manager:
// later sales see it, posted ones keep theirs.
//   /w/ws_…/products/product_…?tab=affiliates&sort=refunds&days=90
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Program } from "../../../data/programs.ts";
import { ChoiceFilter } from "../../../parts/choice-filter.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { addDays, todayIn } from "../../../parts/date-range.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { FilterBar, SearchFilter } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useFilters } from "../../../parts/use-filters.ts";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { partyAddress } from "../../addresses.ts";
import {
  type AffiliateFigures,
  affiliateFiguresFile,
  affiliateFiguresQuery,
} from "../../data/affiliate-figures.ts";
import type { Product } from "../../data/products.ts";
import type { Affiliation } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { AffiliateActs } from "./affiliate-acts.tsx";
import { useAffiliateColumns } from "./affiliate-columns.tsx";
import { HandOverButton } from "./hand-over-button.tsx";
import acts from "./program.module.css";
import { WriteButton } from "./program-managers.tsx";

const AffiliateForm = later(() => import("./affiliate-form.tsx"), "AffiliateForm");

const FILTERS = ["q", "state", "terms", "days", "sort", "direction"] as const;
const STATES = ["approved", "suspended", "blocked", "refused", "ended"] as const;
const DAYS = ["30", "90", "365"];

interface Props {
  product: Product;
  program: Program | null;
}

export function ProductAffiliates({ product, program }: Props) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [open, setOpen] = useState<Affiliation | "new" | null>(null);
  const mayEarn = may("ledger");
  const { filters, narrow, isNarrowed } = useFigureFilters(mayEarn);
  const found = useInfiniteQuery(affiliateFiguresQuery(ws, product.id, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const promoting = program === null ? 0 : program.counts.approved + program.counts.suspended;
  const mayChange = may("products");
  const columns = [
    ...useAffiliateColumns({ product: product.id, filters, narrow, terms: program?.terms ?? null }),
    ...useActs(product, mayChange ? setOpen : null),
  ];
  const addOne = mayChange ? <AddOne onOpen={() => setOpen("new")} /> : null;
  const buttons = (
    <span className={acts.acts}>
      {mayChange ? <WriteButton product={product} count={promoting} /> : null}
      {mayChange ? <HandOverButton product={product} /> : null}
      {addOne}
    </span>
  );
  const close = () => setOpen(null);
  const isEmpty = found.isSuccess && rows.length === 0;
  return (
    <Section title={say("affiliates.title")} aside={rows.length > 0 || isNarrowed ? buttons : null}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {isEmpty && !isNarrowed ? (
        <Empty title={say("affiliates.none")} says={say("affiliates.noneSays")} action={addOne} />
      ) : null}
      {isEmpty && !isNarrowed ? null : <Filters withTerms={program !== null && program.terms !== null} />}
      {isEmpty && isNarrowed ? (
        <Empty title={say("affiliates.nothingFits")} says={say("affiliates.nothingFitsSays")} />
      ) : null}
      {rows.length > 0 || found.isPending ? (
        <DataTable
          says={say("affiliates.title")}
          name="affiliates"
          rows={rows}
          columns={columns}
          keyOf={(one) => one.affiliation.id}
          {...(mayEarn
            ? { linkOf: ({ affiliation: { party } }: AffiliateFigures) => partyAddress(ws, party.id) }
            : {})}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          fileAt={affiliateFiguresFile(ws, product.id, filters)}
          foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      ) : null}
      {open !== null ? (
        <Dialog
          title={open === "new" ? say("affiliates.add") : say("affiliates.change", { name: open.party.name })}
          size="md"
          onClose={close}
        >
          <AffiliateForm product={product} affiliation={open === "new" ? null : open} onClose={close} />
        </Dialog>
      ) : null}
    </Section>
  );
}

/** As the address has them, days as the first of them; who sees no earnings looks by sales first. */
function useFigureFilters(mayEarn: boolean) {
  const { filters: asked, narrow } = useFilters(FILTERS);
  const { days, ...others } = asked;
  const today = todayIn(useZone());
  const from = days ? { from: addDays(today, 1 - Number(days)) } : {};
  const isNarrowed = Boolean(asked.q || asked.state || asked.terms);
  return { filters: { ...(mayEarn ? {} : { sort: "sales" }), ...others, ...from }, narrow, isNarrowed };
}

function AddOne({ onOpen }: { onOpen: () => void }) {
  const { say } = useWords();
  return (
    <Button size="xs" variant="default" leftSection={<Icon name="plus" size={15} />} onClick={onOpen}>
      {say("affiliates.add")}
    </Button>
  );
}

function Filters({ withTerms }: { withTerms: boolean }) {
  const { say } = useWords();
  return (
    <FilterBar names={["q", "state", "terms", "days"]}>
      <SearchFilter says={say("affiliates.search")} />
      <ChoiceFilter
        name="state"
        says={say("word.state")}
        any={say("affiliates.anyState")}
        options={STATES.map((value) => ({ value, label: say(`affiliationState.${value}`) }))}
      />
      {withTerms ? (
        <ChoiceFilter
          name="terms"
          says={say("affiliates.terms")}
          any={say("affiliates.anyTerms")}
          options={[
            { value: "accepted", label: say("affiliates.termsAccepted") },
            { value: "missing", label: say("affiliates.termsMissing") },
          ]}
        />
      ) : null}
      <ChoiceFilter
        name="days"
        says={say("affiliates.days")}
        any={say("affiliates.anyDays")}
        options={DAYS.map((value) => ({ value, label: say("affiliates.lastDays", { count: value }) }))}
      />
    </FilterBar>
  );
}

function useActs(
  product: Product,
  onChange: ((one: Affiliation) => void) | null,
): Column<AffiliateFigures>[] {
  const { say } = useWords();
  if (onChange === null) return [];
  return [
    {
      ...{ key: "acts", head: say("offer.acts"), align: "end", card: "line", isFixed: true },
      cell: ({ affiliation: one }) => (
        <AffiliateActs product={product} affiliation={one} onChange={() => onChange(one)} />
      ),
    },
  ];
}
