// What stands around every page of the portal: whose business this is and what I am in it, the places, and
// me. On a phone the places lie at the bottom, under the thumb. It never mixes two businesses on one page but
// the home.
//   /partner/party_…/sales → Frame with the page in it
import { Link, Outlet } from "@tanstack/react-router";
import { Icon, type IconName } from "../../parts/icons.tsx";
import { ZoneProvider } from "../../parts/when.tsx";
import type { MessageKey } from "../../words/messages.ts";
import { useWords } from "../../words/words.tsx";
import {
  agreementsAddress,
  earningsAddress,
  homeAddress,
  productsAddress,
  requestsAddress,
  salesAddress,
} from "../addresses.ts";
import { AccountMenu } from "./account-menu.tsx";
import css from "./frame.module.css";
import { PartyMenu } from "./party-menu.tsx";
import { useOwnLanguage } from "./use-own-language.ts";
import { useParty } from "./use-party.ts";
import { useWaiting } from "./use-waiting.ts";

interface Place {
  to: string;
  word: MessageKey;
  icon: IconName;
  isExact?: boolean;
  /** Not under the thumb: there is room for five. */
  isWide?: boolean;
  count?: number;
}

export function Frame() {
  const { say } = useWords();
  const { own } = useParty();
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
            <AccountMenu />
          </div>
          <div className={css.wide}>
            <Places />
          </div>
        </header>
        <main className={css.main} id="page" tabIndex={-1}>
          <Outlet />
        </main>
        <div className={css.bottom}>
          <Places />
        </div>
      </div>
    </ZoneProvider>
  );
}

function Places() {
  const { say } = useWords();
  const { party } = useParty();
  const waiting = useWaiting(party);
  const places: Place[] =
    party === ""
      ? [{ to: homeAddress, word: "portal.home", icon: "overview", isExact: true }]
      : [
          { to: homeAddress, word: "portal.home", icon: "overview", isExact: true },
          { to: requestsAddress(party), word: "portal.requests", icon: "mail", count: waiting },
          { to: productsAddress(party), word: "portal.products", icon: "products" },
          { to: salesAddress(party), word: "portal.sales", icon: "sales" },
          { to: earningsAddress(party), word: "portal.earnings", icon: "chart" },
          { to: agreementsAddress(party), word: "portal.agreements", icon: "file", isWide: true },
        ];
  return (
    <nav aria-label={say("frame.places")} className={css.places}>
      {places.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          className={css.place}
          data-wide={place.isWide || undefined}
          activeOptions={{ exact: place.isExact ?? false, includeSearch: false }}
        >
          <Icon name={place.icon} />
          <span>{say(place.word)}</span>
          {place.count ? <span className={css.count}>{place.count}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
