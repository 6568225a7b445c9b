// What of the sources waits for a person: first the products nobody mapped, each with all its messages, then
// every other message with its reason and what to do. Nothing parked is lost, and nothing is applied twice.
//   /w/ws_…/parked
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { messageAddress, messagesAddress, sourcesAddress } from "../../addresses.ts";
import { type Delivery, deliveriesQuery } from "../../data/deliveries.ts";
import { type ParkedProduct, parkedProductsQuery, titleOf } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { MapProduct } from "./map-product.tsx";
import css from "./parked.module.css";
import { noteText, reasonHelp, reasonName } from "./reasons.ts";

const keyOf = (one: ParkedProduct) => `${one.source} ${one.ref}`;

export function Parked() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const enabled = may("imports");
  const products = useQuery({ ...parkedProductsQuery(ws), enabled });
  const deliveries = useInfiniteQuery({ ...deliveriesQuery(ws, { state: "parked" }), enabled });
  // What was mapped here stays where it was, with its result, until the page is left.
  const [mapped, setMapped] = useState<ParkedProduct[]>([]);
  if (!enabled) {
    return (
      <Page title={say("parked.title")}>
        <NoAccess says={say("parked.noAccess")} />
      </Page>
    );
  }
  const found = products.data ?? [];
  const gone = mapped.filter((one) => !found.some((other) => keyOf(other) === keyOf(one)));
  const shown = [...gone, ...found];
  const others = (deliveries.data?.pages.flatMap((page) => page.data) ?? []).filter(
    (one) => one.reason !== "unknown_product" || products.data === undefined,
  );
  const isEmpty = products.isSuccess && deliveries.isSuccess && shown.length === 0 && others.length === 0;
  return (
    <Page
      title={say("parked.title")}
      lead={say("parked.lead")}
      action={
        <Button component={Link} to={messagesAddress(ws)} variant="default">
          {say("messages.all")}
        </Button>
      }
    >
      {products.isError ? <Problem error={products.error} onRetry={() => void products.refetch()} /> : null}
      {deliveries.isError ? (
        <Problem error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      ) : null}
      {isEmpty ? (
        <Empty
          title={say("parked.none")}
          says={say("parked.noneSays")}
          action={
            <Button component={Link} to={sourcesAddress(ws)} variant="default">
              {say("parked.toSources")}
            </Button>
          }
        />
      ) : null}
      {shown.length > 0 ? (
        <Section title={say("parked.products")} aside={say("parked.productsAside")}>
          <ul className={css.products}>
            {shown.map((one) => (
              <li key={keyOf(one)} className={css.product}>
                <MapProduct parked={one} onMapped={() => setMapped((all) => [...all, one])} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {others.length > 0 || deliveries.isPending ? (
        <Section title={say("parked.others")}>
          <Others rows={others} isLoading={deliveries.isPending} query={deliveries} />
        </Section>
      ) : null}
    </Page>
  );
}

interface OthersProps {
  rows: readonly Delivery[];
  isLoading: boolean;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

function Others({ rows, isLoading, query }: OthersProps) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const columns: Column<Delivery>[] = [
    {
      key: "reason",
      head: say("parked.reason"),
      card: "title",
      cell: (one) => (
        <>
          <Status tone="pending">{reasonName(one, words)}</Status>
          <span className={css.help}>{reasonHelp(one, words)}</span>
        </>
      ),
    },
    { key: "message", head: say("parked.message"), cell: (one) => noteText(one, words) ?? "–" },
    { key: "source", head: say("word.source"), cell: (one) => titleOf(one.source), card: "figure" },
    { key: "at", head: say("parked.received"), cell: (one) => <When at={one.receivedAt} /> },
  ];
  return (
    <DataTable
      says={say("parked.others")}
      rows={rows}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => messageAddress(ws, one.id)}
      isLoading={isLoading}
      hasMore={query.hasNextPage}
      isLoadingMore={query.isFetchingNextPage}
      onMore={() => void query.fetchNextPage()}
    />
  );
}
