// What I was told, newest first, over all my businesses: each leads to the thing itself and is read by being
// opened, or by saying so. What comes meanwhile shows at the bell and does not move what one is reading.
//   <Inbox home="/partner/inbox" /> inside either frame
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { inboxChanged, inboxQuery, markAllRead, type Notice, unreadQuery } from "../data/inbox.ts";
import { Empty } from "../parts/empty.tsx";
import { useFilters } from "../parts/filters.tsx";
import { Page } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import { useToast } from "../parts/toast.tsx";
import { useWords } from "../words/words.tsx";
import css from "./inbox.module.css";
import { NoticeRow } from "./notice-row.tsx";

export function Inbox({ home }: { home: string }) {
  const { say } = useWords();
  const { unread: asked } = useFilters(["unread"]).filters;
  const isUnread = asked === "true";
  const found = useInfiniteQuery(inboxQuery(isUnread));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page
      title={say("inbox.title")}
      lead={say("inbox.lead")}
      action={rows[0] ? <ReadAll newest={rows[0]} /> : null}
    >
      <nav className={css.filter} aria-label={say("inbox.show")}>
        <Link to={home} aria-current={isUnread ? undefined : "page"} activeProps={{}}>
          {say("inbox.all")}
        </Link>
        <Link to={`${home}?unread=true`} aria-current={isUnread ? "page" : undefined} activeProps={{}}>
          {say("inbox.unread")}
        </Link>
        <Link to="/account/mails" className={css.choose}>
          {say("inbox.choose")}
        </Link>
      </nav>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={8} /> : null}
      {found.isSuccess && rows.length === 0 ? <Nothing isUnread={isUnread} /> : null}
      {rows.length > 0 ? (
        <ul className={css.list}>
          {rows.map((one) => (
            <NoticeRow key={one.id} notice={one} />
          ))}
        </ul>
      ) : null}
      {found.hasNextPage ? (
        <Button
          variant="default"
          mt="lg"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {say("inbox.more")}
        </Button>
      ) : null}
    </Page>
  );
}

function Nothing({ isUnread }: { isUnread: boolean }) {
  const { say } = useWords();
  return isUnread ? (
    <Empty title={say("inbox.noneUnread")} says={say("inbox.noneUnreadSays")} />
  ) : (
    <Empty title={say("inbox.none")} says={say("inbox.noneSays")} />
  );
}

function ReadAll({ newest }: { newest: Notice }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const read = useMutation({
    mutationFn: () => markAllRead(newest.at),
    onSuccess: async () => {
      await inboxChanged(queries);
      toast.tell({ says: say("inbox.allRead") });
    },
  });
  return (
    <Button variant="default" disabled={unread === 0} loading={read.isPending} onClick={() => read.mutate()}>
      {say("inbox.readAll")}
    </Button>
  );
}
