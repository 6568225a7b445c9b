// What stands around every page of the portal: whose business this is and what I am in it, the places, and
// me. On a phone the places lie at the bottom, under the thumb. It never mixes two businesses on one page but
// the home.
//   /partner/party_…/sales → Frame with the page in it
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { unreadQuery } from "../../data/inbox.ts";
import { useOwnLanguage } from "../../data/own-language.ts";
import { Bell } from "../../parts/bell.tsx";
import { ZoneProvider } from "../../parts/when.tsx";
import { useWords } from "../../words/words.tsx";
import { inboxAddress } from "../addresses.ts";
import { AccountMenu } from "./account-menu.tsx";
import css from "./frame.module.css";
import { PartyMenu } from "./party-menu.tsx";
import { ThumbPlaces, WidePlaces } from "./places.tsx";
import { useParty } from "./use-party.ts";

export function Frame() {
  const { say } = useWords();
  const { own } = useParty();
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  useOwnLanguage();
  return (
    <ZoneProvider value={own?.workspace.timeZone ?? "UTC"}>
      <a className={css.skip} href="#page">
        {say("frame.skip")}
      </a>
      <div className={css.frame}>
        <header className={css.top}>
          <div className={css.bar}>
            <PartyMenu />
            <span className={css.mine}>
              <Bell to={inboxAddress} unread={unread} />
              <AccountMenu />
            </span>
          </div>
          <div className={css.wide}>
            <WidePlaces />
          </div>
        </header>
        <main className={css.main} id="page" tabIndex={-1}>
          <Outlet />
        </main>
        <div className={css.bottom}>
          <ThumbPlaces />
        </div>
      </div>
    </ZoneProvider>
  );
}
