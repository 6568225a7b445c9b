// The places under a phone's thumb: as many as are read in full, and the rest behind "More", in their groups.
// It never shows on a desk.
//   <ThumbBar says="Pages" groups={groups} first={["overview", "sales", "products", "parties"]} />
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../words/words.tsx";
import { Icon } from "./icons.tsx";
import { later } from "./later.tsx";
import type { MenuGroup } from "./place-menu.tsx";
import css from "./thumb-bar.module.css";

const MorePlaces = later(() => import("./more-places.tsx"), "MorePlaces");

/** As many as a thumb and a word of a long language have room for, "More" among them. */
const FIT = 5;

interface Props {
  says: string;
  groups: readonly MenuGroup[];
  /** The places that stand in the bar, by their keys; without it the first ones. */
  first?: readonly string[];
}

export function ThumbBar({ says, groups, first }: Props) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const all = groups.flatMap((group) => group.places);
  const wanted = first ? all.filter((place) => first.includes(place.key)) : all;
  const shown = wanted.slice(0, all.length <= FIT ? FIT : FIT - 1);
  const rest = groups
    .map((group) => ({ ...group, places: group.places.filter((place) => !shown.includes(place)) }))
    .filter((group) => group.places.length > 0);
  const waiting = rest.flatMap((group) => group.places).reduce((sum, place) => sum + (place.count ?? 0), 0);
  const isInRest = rest.some((group) => group.places.some((place) => place.isHere));
  return (
    <>
      <nav aria-label={says} className={css.bar}>
        {shown.map((place) => (
          <Link
            key={place.key}
            to={place.to}
            className={css.place}
            activeOptions={{ exact: true, includeSearch: false }}
            {...(place.isHere ? { "aria-current": "page" as const } : {})}
          >
            <Icon name={place.icon} />
            <span>{place.name}</span>
            {place.count ? <span className={css.count}>{place.count}</span> : null}
          </Link>
        ))}
        {rest.length > 0 ? (
          <button
            type="button"
            className={css.place}
            aria-haspopup="dialog"
            data-here={isInRest || undefined}
            onClick={() => setOpen(true)}
          >
            <Icon name="menu" />
            <span>{say("frame.more")}</span>
            {waiting > 0 ? <span className={css.count}>{waiting}</span> : null}
          </button>
        ) : null}
      </nav>
      {isOpen ? <MorePlaces says={says} groups={rest} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
