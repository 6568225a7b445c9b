// Where one can go, as the frame shows it: all of it beside the page on a desk; on a phone the first four
// below the page, and the rest behind "More". It never shows a fifth that nobody could read.
//   nine places on a phone → Overview, Sales, Products, Parties, More
import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { Icon } from "../../parts/icons.tsx";
import { later } from "../../parts/later.tsx";
import { useWords } from "../../words/words.tsx";
import css from "./frame.module.css";
import { type Place, usePlaces } from "./use-places.ts";

const MorePlaces = later(() => import("./more-places.tsx"), "MorePlaces");

/** As many as a thumb and a word of a long language have room for. */
const FIT = 5;

export function SidePlaces() {
  const { say } = useWords();
  return (
    <nav aria-label={say("frame.places")} className={css.places}>
      {usePlaces().map((place) => (
        <PlaceLink key={place.key} place={place} />
      ))}
    </nav>
  );
}

export function BottomPlaces() {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const here = useLocation().pathname;
  const all = usePlaces();
  const shown = all.length <= FIT ? all : all.slice(0, FIT - 1);
  const rest = all.slice(shown.length);
  return (
    <div className={css.bottom}>
      <nav aria-label={say("frame.places")} className={css.places}>
        {shown.map((place) => (
          <PlaceLink key={place.key} place={place} />
        ))}
        {rest.length > 0 ? (
          <button
            type="button"
            className={css.place}
            aria-haspopup="dialog"
            data-here={rest.some((place) => here.startsWith(place.to)) || undefined}
            onClick={() => setOpen(true)}
          >
            <Icon name="menu" />
            <span>{say("frame.more")}</span>
          </button>
        ) : null}
      </nav>
      {isOpen ? <MorePlaces places={rest} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function PlaceLink({ place }: { place: Place }) {
  const { say } = useWords();
  return (
    <Link
      to={place.to}
      className={css.place}
      activeOptions={{ exact: place.isExact ?? false, includeSearch: false }}
    >
      <Icon name={place.icon} />
      <span>{say(place.word)}</span>
      {place.count ? <span className={css.count}>{place.count}</span> : null}
    </Link>
  );
}
