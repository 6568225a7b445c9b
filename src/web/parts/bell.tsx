// The way to the inbox, with how many are unread, in a frame. It knows no notice, opens nothing by itself and
// rings no sound.
//   <Bell to="/partner/inbox" unread={3} /> → "Inbox, 3 unread"
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/words.tsx";
import css from "./bell.module.css";
import { Icon } from "./icons.tsx";

const MOST_SAID = 99;

export function Bell({ to, unread }: { to: string; unread: number }) {
  const { say } = useWords();
  return (
    <Link to={to} className={css.bell} aria-label={say("bell.says", { count: unread })}>
      <Icon name="bell" size={20} />
      {unread > 0 ? (
        <span className={css.count} aria-hidden="true">
          {unread > MOST_SAID ? `${MOST_SAID}+` : unread}
        </span>
      ) : null}
    </Link>
  );
}
