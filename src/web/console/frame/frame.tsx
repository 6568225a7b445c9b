// Around every page of a workspace: whose it is and my role in it, where one can go, the palette, the
// reader's settings. It never shows figures, so that switching workspace leaves nothing of the old one on the
// screen.

import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { unreadQuery } from "../../data/inbox.ts";
import { useOwnLanguage } from "../../data/own-language.ts";
import { Bell } from "../../parts/bell.tsx";
import { Icon } from "../../parts/icons.tsx";
import { later } from "../../parts/later.tsx";
import { WorkspaceMark } from "../../parts/mark.tsx";
import { Tag } from "../../parts/status.tsx";
import { ReaderDatesProvider, ZoneProvider } from "../../parts/when.tsx";
import { useWords } from "../../words/words.tsx";
import { inboxAddress } from "../addresses.ts";
import { workspaceQuery } from "../data/workspace.ts";
import { AccountMenu } from "./account-menu.tsx";
import css from "./frame.module.css";
import { BottomPlaces, SidePlaces } from "./places.tsx";
import { useRecentPlaces } from "./recent-places.ts";
import { useLive } from "./use-live.ts";
import { useReaderDates } from "./use-reader-dates.ts";
import { useWorkspace } from "./use-workspace.ts";
import { WorkspaceMenu } from "./workspace-menu.tsx";

const GoTo = lazy(() => import("./go-to.tsx").then((file) => ({ default: file.GoTo })));
const LookingIn = later(() => import("./looking-in.tsx"), "LookingIn");

export function Frame() {
  const { say } = useWords();
  const { ws, own, isLookingIn } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const [isSearching, setSearching] = useState(false);
  useKeys(() => setSearching(true));
  useLive(own ? ws : "");
  useRecentPlaces(ws);
  useOwnLanguage();
  const name = own?.name ?? workspace?.name ?? "";
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
            <SidePlaces />
            <div className={css.foot}>
              <AccountMenu />
              <Bell to={inboxAddress(ws)} unread={unread} />
            </div>
          </aside>
          <header className={css.top}>
            <WorkspaceMark name={name} size={26} />
            <span className={css.topName}>{name}</span>
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
              <Bell to={inboxAddress(ws)} unread={unread} />
              <AccountMenu isSmall />
            </span>
          </header>
          <main className={css.main} id="page" tabIndex={-1}>
            {isLookingIn ? <LookingIn ws={ws} /> : null}
            <Outlet />
          </main>
          <BottomPlaces />
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
