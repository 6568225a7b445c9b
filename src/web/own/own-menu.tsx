// Me: the button with my name that opens my menu, in console and portal. What is in the menu is fetched when
// somebody reaches for it: a phone loads nothing of it before.
// Example: <OwnMenu me={session?.account} account="/account" isSmall /> is a round letter on a phone.
import { lazy } from "react";
import { ReachedMenu } from "../parts/reached-menu.tsx";
import { useWords } from "../words/words.tsx";
import type { OwnPlaces } from "./own-items.tsx";
import css from "./own-menu.module.css";

const load = () => import("./own-items.tsx").then((file) => ({ default: file.OwnItems }));
const OwnItems = lazy(load);

interface Props extends OwnPlaces {
  /** Until it is known who is there: nobody. */
  me: { name: string; email: string } | undefined;
  isSmall?: boolean;
}

export function OwnMenu({ me, isSmall = false, ...places }: Props) {
  const { say } = useWords();
  const name = me?.name || me?.email || "";
  return (
    <ReachedMenu
      className={css.me ?? ""}
      isSmall={isSmall}
      onReach={() => void load()}
      menu={(button) => <OwnItems button={button} email={me?.email} isSmall={isSmall} {...places} />}
    >
      <span className={css.face} aria-hidden="true">
        {[...name][0]?.toLocaleUpperCase()}
      </span>
      {isSmall ? null : <span className={css.name}>{name}</span>}
      <span className="only-read">{say("frame.account")}</span>
    </ReachedMenu>
  );
}
