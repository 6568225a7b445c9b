// Around every page of a workspace: whose it is and my role in it, where one can go, the palette, the
// reader's settings. It never shows figures, so that switching workspace leaves nothing of the old one on the
// screen.

import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { Icon } from "../../parts/icons.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { Tag } from "../../parts/status.tsx";
import { ReaderDatesProvider, ZoneProvider } from "../../parts/when.tsx";
import { useWords } from "../../words/words.tsx";
import { workspaceQuery } from "../data/workspace.ts";
import { AccountMenu } from "./account-menu.tsx";
import css from "./frame.module.css";
import { useRecentPlaces } from "./recent-places.ts";
import { useLive } from "./use-live.ts";
import { useOwnLanguage, useReaderDates } from "./use-own-choices.ts";
import { usePlaces } from "./use-places.ts";
import { useWorkspace } from "./use-workspace.ts";
import { WorkspaceMenu } from "./workspace-menu.tsx";

const GoTo = lazy(() => import("./go-to.tsx").then((file) => ({ default: file.GoTo })));

export function Frame() {
  const { say } = useWords();
  const { ws, own } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const [isSearching, setSearching] = useState(false);
  useKeys(() => setSearching(true));
  useLive(own ? ws : "");
  useRecentPlaces(ws);
  useOwnLanguage();
  const isDemo = own?.demo ?? workspace?.demo ?? false;
  return (
    <ZoneProvider value={workspace?.timeZone ?? "UTC"}>
      <ReaderDatesProvider value={useReaderDates()}>
        <a className={css.skip} href="#page">
          {say("frame.skip")}
        </a>
        <div className={css.frame}>
          <aside className={css.side}>
            <WorkspaceMenu />
            <button type="button" className={css.search} onClick={() => setSearching(true)}>
              <Icon name="search" size={16} />
              <span>{say("frame.search")}</span>
              <kbd>{KEY}</kbd>
            </button>
            <Places />
            <div className={css.foot}>
              <AccountMenu />
            </div>
          </aside>
          <header className={css.top}>
            <WorkspaceMark name={own?.name ?? ""} size={26} />
            <span className={css.topName}>{own?.name}</span>
            {isDemo ? <Tag>{say("frame.demo")}</Tag> : null}
            <span className={css.topEnd}>
              <button
                type="button"
                className={css.iconButton}
                aria-label={say("frame.search")}
                onClick={() => setSearching(true)}
              >
                <Icon name="search" size={20} />
              </button>
              <AccountMenu isSmall />
            </span>
          </header>
          <main className={css.main} id="page" tabIndex={-1}>
            <Outlet />
          </main>
          <div className={css.bottom}>
            <Places />
          </div>
        </div>
        {isSearching ? (
          <Suspense>
            <GoTo onClose={() => setSearching(false)} />
          </Suspense>
        ) : null}
      </ReaderDatesProvider>
    </ZoneProvider>
  );
}

const KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";

function Places() {
  const { say } = useWords();
  const places = usePlaces();
  return (
    <nav aria-label={say("frame.places")} className={css.places}>
      {places.map((place) => {
        return (
          <Link
            key={place.key}
            to={place.to}
            className={css.place}
            activeOptions={{ exact: place.isExact ?? false, includeSearch: false }}
          >
            <Icon name={place.icon} />
            <span>{say(place.word)}</span>
          </Link>
        );
      })}
    </nav>
  );
}

/** Ctrl/Cmd-K from anywhere; "/" puts the cursor into the page's own search, or opens the palette. */
function useKeys(openPalette: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isTyping = /^(input|textarea|select)$/i.test(target.tagName) || target.isContentEditable;
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openPalette();
      } else if (event.key === "/" && !isTyping) {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>("[data-page-search]");
        if (field) field.focus();
        else openPalette();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [openPalette]);
}
