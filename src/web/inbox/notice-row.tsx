// One notice of the inbox: whose business, what happened in one sentence, when, and the way to it. A dot and
// a weight say unread, and words say it to who cannot see them. Opening it marks it read.
//   <NoticeRow notice={one} picks={picks} />
import { ActionIcon } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { inboxChanged, markRead, type Notice } from "../data/inbox.ts";
import { Icon } from "../parts/icons.tsx";
import { WorkspaceMark } from "../parts/mark.tsx";
import { PickBox } from "../parts/pick-box.tsx";
import { useToast } from "../parts/toast.tsx";
import type { Picks } from "../parts/use-picks.ts";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./inbox.module.css";
import { useNoticeTitle } from "./use-notice-title.ts";

export function NoticeRow({ notice, picks }: { notice: Notice; picks: Picks }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const titleOf = useNoticeTitle();
  const title = titleOf(notice);
  const isUnread = notice.readAt === null;
  const read = useMutation({
    mutationFn: () => markRead([notice.id]),
    onSuccess: () => inboxChanged(queries),
    onError: () => toast.tell({ says: say("inbox.notMarked") }),
  });
  const { workspace, party } = notice;
  return (
    <li className={css.row} data-unread={isUnread || undefined}>
      <span className={css.pick}>
        {isUnread ? <PickBox picks={picks} of={{ key: notice.id, name: title }} /> : null}
      </span>
      <WorkspaceMark name={workspace.name} size={28} />
      <div className={css.text}>
        <Link to={notice.path} className={css.title} onClick={() => isUnread && read.mutate()}>
          {isUnread ? <span className="only-read">{say("inbox.isUnread")}</span> : null}
          {title}
        </Link>
        <span className={css.under}>
          <span>{workspace.name}</span>{" "}
          <span>{say(party === null ? "inbox.asTeam" : "inbox.asPartner")}</span>{" "}
          <span>
            <When at={notice.at} />
          </span>
        </span>
      </div>
      {isUnread ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          loading={read.isPending}
          aria-label={say("inbox.readOne", { title })}
          title={say("inbox.markRead")}
          onClick={() => read.mutate()}
        >
          <Icon name="check" />
        </ActionIcon>
      ) : null}
    </li>
  );
}
