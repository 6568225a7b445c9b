// What stands around every page, on a desk and on a phone, for the console and the portal alike: a corner
// that says where one is, the places, who one is; on a phone a bar above and one under the thumb. Everything
// in it is handed over; it never knows whose it is.
//   <FrameShell corner={…} places={<PlaceMenu … />} foot={…} top={…} bottom={<ThumbBar … />}>…</FrameShell>
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";
import css from "./frame-shell.module.css";
import { Icon } from "./icons.tsx";
import { PAGE, SkipLink } from "./skip-link.tsx";

interface Props {
  corner: ReactNode;
  /** Opens the palette, where there is one. */
  search?: { keys: string; onOpen: () => void };
  places: ReactNode;
  foot: ReactNode;
  /** On a phone, above the page: whose it is, and behind it what one reaches for. */
  top: ReactNode;
  topEnd: ReactNode;
  bottom: ReactNode;
  children: ReactNode;
}

export function FrameShell({ corner, search, places, foot, top, topEnd, bottom, children }: Props) {
  const { say } = useWords();
  return (
    <>
      <SkipLink />
      <div className={css.frame}>
        <aside className={css.side}>
          {corner}
          {search ? (
            <button type="button" className={css.search} onClick={search.onOpen}>
              <Icon name="search" size={16} />
              <span>{say("frame.search")}</span>
              <kbd>{search.keys}</kbd>
            </button>
          ) : null}
          {places}
          <div className={css.foot}>{foot}</div>
        </aside>
        <header className={css.top}>
          {top}
          <span className={css.topEnd}>
            {search ? (
              <button
                type="button"
                className={css.iconButton}
                aria-label={say("frame.search")}
                onClick={search.onOpen}
              >
                <Icon name="search" size={20} />
              </button>
            ) : null}
            {topEnd}
          </span>
        </header>
        <main className={css.main} id={PAGE} tabIndex={-1}>
          {children}
        </main>
        {bottom}
      </div>
    </>
  );
}
