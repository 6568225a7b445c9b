// What I was told, newest first, over all my businesses: each leads to the thing itself and is read by being
// opened, or by saying so, of one or of all that are picked. What comes meanwhile shows at the bell and does
// not move what one is reading.
//   <Inbox home="/partner/inbox" /> inside either frame

import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { inboxChanged, inboxQuery, markAllRead, markRead, type Notice, unreadQuery } from "../data/inbox.ts";
import { tellFailure } from "../data/tell-failures.tsx";
import { Empty } from "../parts/empty.tsx";
import { useFilters } from "../parts/filters.tsx";
import { Page } from "../parts/page.tsx";
import { PickBar } from "../parts/pick-bar.tsx";
import { PickBox } from "../parts/pick-box.tsx";
import { Problem } from "../parts/problem.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import { useToast } from "../parts/toast.tsx";
import { type Picks, usePicks } from "../parts/use-picks.ts";
import { useWords } from "../words/words.tsx";
import css from "./inbox.module.css";
import { NoticeRow } from "./notice-row.tsx";

export function Inbox({ home }: { home: string }) {
  const { say } = useWords();
  const { unread: asked } = useFilters(["unread"]).filters;
  const isUnread = asked === "true";
  const found = useInfiniteQuery(inboxQuery(isUnread));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const unread = rows.filter((one) => one.readAt === null);
  const picks = usePicks(unread.map((one) => one.id));
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
        <>
          {unread.length > 1 ? (
            <div className={css.pickAll}>
              <PickBox picks={picks} />
            </div>
          ) : null}
          <ul className={css.list}>
            {rows.map((one) => (
              <NoticeRow key={one.id} notice={one} picks={picks} />
            ))}
          </ul>
          <PickBar picks={picks}>
            <ReadPicked picks={picks} />
          </PickBar>
        </>
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

/** One request for all of them: what is read leaves the pick by itself. */
function ReadPicked({ picks }: { picks: Picks }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const read = useMutation({
    ...tellFailure,
    mutationFn: () => markRead([...picks.picked]),
    onSuccess: async () => {
      picks.clear();
      await inboxChanged(queries);
    },
  });
  return (
    <Button size="xs" loading={read.isPending} onClick={() => read.mutate()}>
      {say("inbox.manyRead", { count: picks.picked.size })}
    </Button>
  );
}

function ReadAll({ newest }: { newest: Notice }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const read = useMutation({
    ...tellFailure,
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
