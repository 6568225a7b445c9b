// Messages of sources that wait: what came, why it could not be applied yet, and the way to mend it.
// Nothing parked is lost, and nothing is applied twice.
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Column, DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { deliveryAddress } from "../../addresses.ts";
import { type Delivery, deliveriesQuery } from "../../data/deliveries.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function reasonName(delivery: Pick<Delivery, "reason" | "message">, words: Words): string {
  const key = `parkedReason.${delivery.reason}`;
  return words.has(key) ? words.say(key as MessageKey) : (delivery.message ?? delivery.reason ?? "–");
}

export function Parked() {
  const words = useWords();
  const { say } = words;
  const { ws, may } = useWorkspace();
  const deliveries = useInfiniteQuery({ ...deliveriesQuery(ws, "parked"), enabled: may("imports") });
  const rows = deliveries.data?.pages.flatMap((page) => page.data) ?? [];
  const columns: Column<Delivery>[] = [
    {
      key: "reason",
      head: say("parked.reason"),
      card: "title",
      cell: (one) => <Status tone="pending">{reasonName(one, words)}</Status>,
    },
    { key: "source", head: say("word.source"), cell: (one) => one.source, card: "figure" },
    { key: "message", head: say("parked.message"), cell: (one) => one.message ?? "–" },
    { key: "at", head: say("parked.received"), cell: (one) => <When at={one.receivedAt} /> },
    {
      key: "tries",
      head: say("parked.tries"),
      align: "end",
      cell: (one) => say("number", { n: one.attempts }),
    },
  ];
  if (!may("imports")) {
    return (
      <Page title={say("nav.parked")}>
        <NoAccess says={say("parked.noAccess")} />
      </Page>
    );
  }
  return (
    <Page title={say("parked.title")} lead={say("parked.lead")}>
      {deliveries.isError ? (
        <Problem error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      ) : null}
      {deliveries.isSuccess && rows.length === 0 ? (
        <Empty title={say("parked.none")} says={say("parked.noneSays")} />
      ) : null}
      {rows.length > 0 || deliveries.isPending ? (
        <DataTable
          says={say("parked.title")}
          rows={rows}
          columns={columns}
          keyOf={(one) => one.id}
          linkOf={(one) => deliveryAddress(ws, one.id)}
          isLoading={deliveries.isPending}
          hasMore={deliveries.hasNextPage}
          isLoadingMore={deliveries.isFetchingNextPage}
          onMore={() => void deliveries.fetchNextPage()}
        />
      ) : null}
    </Page>
  );
}
