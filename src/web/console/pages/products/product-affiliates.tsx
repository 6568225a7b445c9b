// Who promotes a product, under which code and at which rate, and who recruited them. Add one, change a rate,
// suspend or end one: later sales see it, posted ones keep theirs. Ended is final, and says so before.
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Program } from "../../../data/programs.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import { type Affiliation, affiliationsQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { AffiliateActs } from "./affiliate-acts.tsx";
import { AffiliateForm } from "./affiliate-form.tsx";
import css from "./products.module.css";
import acts from "./program.module.css";
import { WriteButton } from "./program-managers.tsx";

const TONES = {
  requested: "pending",
  approved: "good",
  refused: "quiet",
  blocked: "taken",
  suspended: "pending",
  ended: "quiet",
} as const;

interface Props {
  product: Product;
  program: Program | null;
}

export function ProductAffiliates({ product, program }: Props) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [open, setOpen] = useState<Affiliation | "new" | null>(null);
  const found = useInfiniteQuery(affiliationsQuery(ws, product.id));
  const all = found.data?.pages.flatMap((page) => page.data) ?? [];
  // Applicants have a list of their own.
  const rows = all.filter((one) => one.state !== "requested");
  const promoting = program === null ? 0 : program.counts.approved + program.counts.suspended;
  const columns = useColumns(product, may("products") ? setOpen : null);
  const addOne = may("products") ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="plus" size={15} />}
      onClick={() => setOpen("new")}
    >
      {say("affiliates.add")}
    </Button>
  ) : null;
  const close = () => setOpen(null);
  return (
    <Section
      title={say("affiliates.title")}
      aside={
        rows.length > 0 ? (
          <span className={acts.acts}>
            {may("products") ? <WriteButton product={product} count={promoting} /> : null}
            {addOne}
          </span>
        ) : null
      }
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={say("affiliates.none")} says={say("affiliates.noneSays")} action={addOne} />
      ) : null}
      {rows.length > 0 || found.isPending ? (
        <DataTable
          says={say("affiliates.title")}
          rows={rows}
          columns={columns}
          keyOf={(one) => one.id}
          isLoading={found.isPending}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
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

function useColumns(product: Product, onChange: ((one: Affiliation) => void) | null): Column<Affiliation>[] {
  const { say, language } = useWords();
  return [
    {
      key: "party",
      head: say("lineRole.affiliate"),
      card: "title",
      cell: (one) => (
        <span className={css.names}>
          <span className={css.name}>{one.party.name}</span>
          <span className={css.under}>{one.code}</span>
        </span>
      ),
    },
    {
      key: "recruited",
      head: say("affiliates.recruitedBy"),
      card: "line",
      cell: (one) => one.recruitedBy?.name ?? "–",
    },
    {
      key: "state",
      head: say("word.state"),
      card: "under",
      cell: (one) => (
        <span className={css.names}>
          <Status tone={one.bar && one.state === "approved" ? "pending" : TONES[one.state]}>
            {say(`affiliationState.${one.bar && one.state === "approved" ? "suspended" : one.state}`)}
          </Status>
          {one.bar || one.reason ? (
            <span className={css.under}>{one.bar ? say(`program.bar.${one.bar}`) : one.reason}</span>
          ) : null}
        </span>
      ),
    },
    {
      key: "rate",
      head: say("affiliates.rate"),
      align: "end",
      card: "figure",
      cell: (one) => <span className={css.count}>{formatRate(one.rate, language)}</span>,
    },
    ...(onChange
      ? [
          {
            key: "acts",
            head: say("offer.acts"),
            align: "end" as const,
            card: "line" as const,
            cell: (one: Affiliation) => (
              <AffiliateActs product={product} affiliation={one} onChange={() => onChange(one)} />
            ),
          },
        ]
      : []),
  ];
}
