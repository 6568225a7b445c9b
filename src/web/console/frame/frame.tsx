// Around every page of a workspace: whose it is and my role in it, where one can go, the palette, the
// reader's settings. It never shows figures, so that switching workspace leaves nothing of the old one on the
// screen.

import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useForgetOthers } from "../../data/forget-others.ts";
import { unreadQuery } from "../../data/inbox.ts";
import { useOwnLanguage } from "../../data/own-language.ts";
import { OwnMenu } from "../../own/own-menu.tsx";
import { Bell } from "../../parts/bell.tsx";
import { FrameShell } from "../../parts/frame-shell.tsx";
import { later } from "../../parts/later.tsx";
import { PlaceMenu } from "../../parts/place-menu.tsx";
import { ThumbBar } from "../../parts/thumb-bar.tsx";
import { ReaderDatesProvider, ZoneProvider } from "../../parts/when.tsx";
import { withWords } from "../../words/languages.ts";
import { useWords } from "../../words/words.tsx";
import { accountPages, inboxAddress, OPERATOR } from "../addresses.ts";
import { workspaceQuery } from "../data/workspace.ts";
import { lastWorkspace } from "./last-workspace.ts";
import { NotYours } from "./lost.tsx";
import { useNotePlaces } from "./recent-places.ts";
import { useLive } from "./use-live.ts";
import { usePlaceGroups } from "./use-places.ts";
import { useReaderDates } from "./use-reader-dates.ts";
import { useStranger } from "./use-stranger.ts";
import { useWorkspace } from "./use-workspace.ts";
import { WorkspaceMenu } from "./workspace-menu.tsx";

const GoTo = lazy(() =>
  withWords(import("./palette/go-to.tsx"), "palette").then((file) => ({ default: file.GoTo })),
);
const LookingIn = later(() => import("./looking-in.tsx"), "LookingIn");

export function Frame() {
  const { say } = useWords();
  const { ws, session, own, isLookingIn } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  // What is sought: null where the palette is closed.
  const [sought, setSought] = useState<string | null>(null);
  const open = () => setSought("");
  useKeys(open);
  useLive(own ? ws : "");
  useNotePlaces(ws);
  useEffect(() => {
    if (own) lastWorkspace.keep(own.id);
  }, [own]);
  useForgetOthers([ws]);
  useOwnLanguage();
  const groups = usePlaceGroups();
  const isStranger = useStranger();
  const dates = useReaderDates();
  const me = {
    me: session?.account,
    account: accountPages.profile,
    operator: session?.operator ? OPERATOR : null,
  };
  if (isStranger) return <NotYours />;
  return (
    <ZoneProvider value={workspace?.timeZone ?? "UTC"}>
      <ReaderDatesProvider value={dates}>
        <FrameShell
          corner={<WorkspaceMenu />}
          search={{ keys: KEY, onOpen: open }}
          places={<PlaceMenu says={say("frame.places")} groups={groups} />}
          foot={
            <>
              <OwnMenu {...me} />
              <Bell to={inboxAddress(ws)} unread={unread} />
            </>
          }
          top={<WorkspaceMenu />}
          topEnd={
            <>
              <Bell to={inboxAddress(ws)} unread={unread} />
              <OwnMenu {...me} isSmall />
            </>
          }
          bottom={<ThumbBar says={say("frame.places")} groups={groups} />}
        >
          {isLookingIn ? <LookingIn ws={ws} /> : null}
          <Outlet />
        </FrameShell>
        {sought === null ? null : (
          <Suspense fallback={<Early onType={(letter) => setSought((typed) => `${typed}${letter}`)} />}>
            <GoTo begun={sought} onClose={() => setSought(null)} />
          </Suspense>
        )}
      </ReaderDatesProvider>
    </ZoneProvider>
  );
}

const KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";

/** Keeps what is typed while the palette is still fetched: its field begins with it. */
function Early({ onType }: { onType: (letter: string) => void }) {
  useEffect(() => {
    const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
      if (key.length === 1 && !ctrlKey && !metaKey) onType(key);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onType]);
  return null;
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
