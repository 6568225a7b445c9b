// Me: the button with my name that opens my menu. What is in the menu is fetched when somebody reaches for
// it.
// Example: <AccountMenu isSmall /> is a round letter on a phone.
import { lazy } from "react";
import { ReachedMenu } from "../../parts/reached-menu.tsx";
import { useWords } from "../../words/words.tsx";
import css from "./account-menu.module.css";
import { useWorkspace } from "./use-workspace.ts";

const load = () => import("./account-items.tsx").then((file) => ({ default: file.AccountItems }));
const AccountItems = lazy(load);

export function AccountMenu({ isSmall = false }: { isSmall?: boolean }) {
  const { say } = useWords();
  const { session } = useWorkspace();
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
      {isSmall ? null : <span className={css.name}>{name}</span>}
      <span className="only-read">{say("frame.account")}</span>
    </ReachedMenu>
  );
}
