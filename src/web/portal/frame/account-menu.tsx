// Me: the button with my name that opens my menu. What is in the menu is fetched when somebody reaches for
// it: a phone loads nothing of it before.
//   <AccountMenu isSmall /> is a round letter on a phone
import { lazy } from "react";
import { ReachedMenu } from "../../parts/reached-menu.tsx";
import { useWords } from "../../words/words.tsx";
import css from "./menus.module.css";
import { useParty } from "./use-party.ts";

const load = () => import("./account-items.tsx").then((file) => ({ default: file.AccountItems }));
const AccountItems = lazy(load);

export function AccountMenu({ isSmall = false }: { isSmall?: boolean }) {
  const { say } = useWords();
  const { session } = useParty();
  const name = session?.account.name || session?.account.email || "";
  return (
    <ReachedMenu
      className={css.me ?? ""}
      isSmall={isSmall}
      onReach={() => void load()}
      menu={(button) => <AccountItems button={button} isSmall={isSmall} />}
    >
      <span className={css.face} aria-hidden="true">
        {[...name][0]?.toLocaleUpperCase()}
      </span>
      {isSmall ? null : <span className={css.myName}>{name}</span>}
      <span className="only-read">{say("frame.account")}</span>
    </ReachedMenu>
  );
}
