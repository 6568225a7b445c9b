// Messages of sources as a list: when each came, what it is called there, what became of it and why. It never
// loads; the page that shows it does.
//   <MessageTable says="Messages" query={deliveries} withSource />
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { messageAddress } from "../../addresses.ts";
import type { PageOf } from "../../data/ask.ts";
import type { Delivery } from "../../data/deliveries.ts";
import { titleOf } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { TONES } from "./message-tones.ts";
import { reasonName } from "./reasons.ts";

interface Props {
  says: string;
  name?: string;
  query: UseInfiniteQueryResult<{ pages: PageOf<Delivery>[] }>;
  withSource?: boolean;
  exportAs?: {
    name: string;
    pageOf: (cursor: string | null, signal: AbortSignal) => Promise<PageOf<Delivery>>;
  };
}

export function MessageTable({ says, name, query, withSource = false, exportAs }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const rows = query.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns();
  return (
    <DataTable
      says={says}
      {...(name === undefined ? {} : { name })}
      rows={rows}
      columns={columns.filter(({ key, isHidden }) => {
        // Without a name nothing can be brought out again.
        if (isHidden && name === undefined) return false;
        return withSource || key !== "source";
      })}
      keyOf={(one) => one.id}
      linkOf={(one) => messageAddress(ws, one.id)}
      isLoading={query.isPending}
      hasMore={query.hasNextPage}
      isLoadingMore={query.isFetchingNextPage}
      onMore={() => void query.fetchNextPage()}
      foot={say(query.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
      {...(exportAs === undefined ? {} : { exportAs })}
    />
  );
}

function useColumns(): Column<Delivery>[] {
  const words = useWords();
  const { say } = words;
  const why = (one: Delivery) =>
    one.state === "dismissed" ? (one.dismissed?.why ?? "") : one.reason ? reasonName(one, words) : "";
  return [
    {
      key: "type",
      head: say("messages.type"),
      card: "title",
      cell: (one) => one.type ?? say("messages.untyped"),
      csv: (one) => one.type ?? "",
    },
    { key: "source", head: say("word.source"), cell: (one) => titleOf(one.source), csv: (one) => one.source },
    {
      key: "state",
      head: say("word.state"),
      card: "figure",
      cell: (one) => <Status tone={TONES[one.state]}>{say(`deliveryState.${one.state}`)}</Status>,
      csv: (one) => say(`deliveryState.${one.state}`),
    },
    { key: "why", head: say("messages.why"), cell: (one) => why(one) || "–", csv: why },
    {
      key: "at",
      head: say("parked.received"),
      cell: (one) => <When at={one.receivedAt} />,
      csv: (one) => one.receivedAt,
    },
    {
      key: "id",
      head: say("delivery.key"),
      cell: (one) => one.key,
      csv: (one) => one.key,
      isHidden: true,
      card: "none",
    },
  ];
}
