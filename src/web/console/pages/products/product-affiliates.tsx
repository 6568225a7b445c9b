// Who promotes a product, what each brings and earns, sorted by any of it, as a file too. Add one, change a
// rate, suspend or end one, hand several over to another manager: later sales see it, posted ones keep
// theirs.
//   /w/ws_…/products/product_…?tab=affiliates&sort=refunds&days=90
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Program } from "../../../data/programs.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
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
import { AffiliateForm } from "./affiliate-form.tsx";
import { HandOverButton } from "./hand-over-button.tsx";
import acts from "./program.module.css";
import { WriteButton } from "./program-managers.tsx";

const FILTERS = ["sort", "direction", "days"] as const;
const DAYS = ["30", "90", "365"];

interface Props {
  product: Product;
  program: Program | null;
}

export function ProductAffiliates({ product, program }: Props) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [open, setOpen] = useState<Affiliation | "new" | null>(null);
  const { filters, narrow } = useFilters(FILTERS);
  const found = useInfiniteQuery(affiliateFiguresQuery(ws, product.id, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const promoting = program === null ? 0 : program.counts.approved + program.counts.suspended;
  const mayChange = may("products");
  const columns = [...useAffiliateColumns(filters, narrow), ...useActs(product, mayChange ? setOpen : null)];
  const addOne = mayChange ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="plus" size={15} />}
      onClick={() => setOpen("new")}
    >
      {say("affiliates.add")}
    </Button>
  ) : null;
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
    <Section title={say("affiliates.title")} aside={rows.length > 0 ? buttons : null}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {isEmpty ? (
        <Empty title={say("affiliates.none")} says={say("affiliates.noneSays")} action={addOne} />
      ) : null}
      {rows.length > 0 || found.isPending ? (
        <DataTable
          says={say("affiliates.title")}
          name="affiliates"
          rows={rows}
          columns={columns}
          keyOf={(one) => one.affiliation.id}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
          bar={<Period file={affiliateFiguresFile(ws, product.id, filters)} />}
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

function Period({ file }: { file: string }) {
  const { say } = useWords();
  return (
    <span className={acts.period}>
      <ChoiceFilter
        name="days"
        says={say("affiliates.days")}
        any={say("affiliates.anyDays")}
        options={DAYS.map((value) => ({ value, label: say("affiliates.lastDays", { count: value }) }))}
      />
      <Button component="a" href={file} download size="xs" variant="subtle" color="gray">
        {say("table.export")}
      </Button>
    </span>
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
