// The newest messages of one source, and the way to all of them. Looks again by itself.
// Example: <LastMessages source={stripe} /> → charge.succeeded · Applied · 1 Mar 2026, 09:00
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Empty } from "../../../parts/empty.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { messagesAddress } from "../../addresses.ts";
import { deliveriesQuery } from "../../data/deliveries.ts";
import type { Source } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { MessageTable } from "./message-table.tsx";

export function LastMessages({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const query = useInfiniteQuery({
    ...deliveriesQuery(ws, { source: source.name }, useZone(), 10),
    refetchInterval: 10_000,
  });
  const isEmpty = query.isSuccess && query.data.pages[0]?.data.length === 0;
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  if (isEmpty)
    return <Empty title={say("messages.none")} says={say("messages.noneYet", { title: source.title })} />;
  return (
    <>
      <MessageTable says={say("source.messages")} query={query} />
      <Button component={Link} to={`${messagesAddress(ws)}?source=${source.name}`} variant="default">
        {say("messages.ofSource", { title: source.title })}
      </Button>
    </>
  );
}
