// Where a partner can go: all of it in a row on a desk; on a phone what is used in a break lies under the
// thumb, and the rest behind "More". A page below a place lights that place, wherever its address lies.
//   on /partner/party_…/contracts/contract_… → Products is lit
import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { managedQuery } from "../../data/programs.ts";
import { questionCountsQuery } from "../../data/questions.ts";
import { Icon, type IconName } from "../../parts/icons.tsx";
import type { MessageKey } from "../../words/messages.ts";
import { useWords } from "../../words/words.tsx";
import {
  accountsAddress,
  agreementsAddress,
  earningsAddress,
  homeAddress,
  linksAddress,
  payoutsAddress,
  productsAddress,
  promoteAddress,
  questionsAddress,
  recruitsAddress,
  requestsAddress,
  salesAddress,
  statementsAddress,
} from "../addresses.ts";
import css from "./frame.module.css";
import { useParty } from "./use-party.ts";
import { useWaiting } from "./use-waiting.ts";

interface Place {
  to: string;
  word: MessageKey;
  icon: IconName;
  /** Behind "More" on a phone: there is room for five. */
  isRare?: boolean;
  count?: number;
  /** Addresses of pages below it that do not begin with its own. */
  below?: string;
}

function usePlaces(): Place[] {
  const { party } = useParty();
  const waiting = useWaiting(party);
  const who = { side: "party" as const, id: party };
  const asked = useQuery({ ...questionCountsQuery(who), enabled: party !== "" }).data;
  const managed = useQuery({ ...managedQuery(party), staleTime: 5 * 60_000 }).data?.data ?? [];
  const home: Place = { to: homeAddress, word: "portal.home", icon: "overview" };
  if (party === "") return [home];
  return [
    home,
    { to: requestsAddress(party), word: "portal.requests", icon: "mail", count: waiting },
    {
      to: productsAddress(party),
      word: "portal.products",
      icon: "products",
      isRare: true,
      below: `/partner/${party}/contracts`,
    },
    {
      to: salesAddress(party),
      word: "portal.sales",
      icon: "sales",
      below: `/partner/${party}/touched`,
    },
    { to: earningsAddress(party), word: "portal.earnings", icon: "chart" },
    { to: promoteAddress(party), word: "promote.title", icon: "link", isRare: true },
    ...(managed.length > 0
      ? [{ to: recruitsAddress(party), word: "recruits.place", icon: "parties", isRare: true } as const]
      : []),
    {
      to: linksAddress(party),
      word: "portal.links",
      icon: "link",
      isRare: true,
      below: `/partner/${party}/coupons`,
    },
    { to: payoutsAddress(party), word: "nav.payouts", icon: "payouts", isRare: true },
    { to: statementsAddress(party), word: "nav.statements", icon: "table", isRare: true },
    {
      to: questionsAddress(party),
      word: "question.many",
      icon: "question",
      isRare: true,
      count: asked?.answered ?? 0,
    },
    { to: agreementsAddress(party), word: "portal.agreements", icon: "file", isRare: true },
    { to: accountsAddress(party), word: "partyAccounts.place", icon: "key", isRare: true },
  ];
}

function isLit({ to, below }: Place, here: string): boolean {
  if (to === homeAddress) return here.replace(/\/$/, "") === homeAddress;
  return here.startsWith(to) || (below !== undefined && here.startsWith(below));
}

export function WidePlaces() {
  const { say } = useWords();
  const here = useLocation().pathname;
  return (
    <nav aria-label={say("frame.places")} className={css.places}>
      {usePlaces().map((place) => (
        <PlaceLink key={place.to} place={place} isHere={isLit(place, here)} />
      ))}
    </nav>
  );
}

export function ThumbPlaces() {
  const { say } = useWords();
  const here = useLocation().pathname;
  const places = usePlaces();
  const rare = places.filter((place) => place.isRare);
  return (
    <nav aria-label={say("frame.places")} className={css.places}>
      {places
        .filter((place) => !place.isRare)
        .map((place) => (
          <PlaceLink key={place.to} place={place} isHere={isLit(place, here)} />
        ))}
      {rare.length > 0 ? <More places={rare} here={here} /> : null}
    </nav>
  );
}

function PlaceLink({ place, isHere }: { place: Place; isHere: boolean }) {
  const { say } = useWords();
  return (
    <Link
      to={place.to}
      className={css.place}
      activeOptions={{ exact: place.to === homeAddress, includeSearch: false }}
      {...(isHere ? { "aria-current": "page" as const } : {})}
    >
      <Icon name={place.icon} />
      <span>{say(place.word)}</span>
      {place.count ? <span className={css.count}>{place.count}</span> : null}
    </Link>
  );
}

function More({ places, here }: { places: readonly Place[]; here: string }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const count = places.reduce((sum, place) => sum + (place.count ?? 0), 0);
  return (
    <Menu position="top-end" width={232}>
      <Menu.Target>
        <button
          type="button"
          className={css.place}
          aria-current={places.some((place) => isLit(place, here)) ? "true" : undefined}
        >
          <Icon name="menu" />
          <span>{say("frame.more")}</span>
          {count > 0 ? <span className={css.count}>{count}</span> : null}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map((place) => (
          <Menu.Item
            key={place.to}
            leftSection={<Icon name={place.icon} />}
            rightSection={place.count ? <span className={css.count}>{place.count}</span> : null}
            aria-current={isLit(place, here) ? "page" : undefined}
            onClick={() => void navigate({ to: place.to })}
          >
            {say(place.word)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
