// Where one can go, in a few named groups that fold: beside the page on a desk, in a sheet on a phone. Up and
// down walk it. What is folded stays so in this browser, and where one is always shows. It never decides who
// may go where.
//   <PlaceMenu says="Pages" groups={[{ key: "money", name: "Money", places: [{ to: "…/payouts", … }] }]} />
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import { Icon, type IconName } from "./icons.tsx";
import { keptFolds } from "./kept-folds.ts";
import css from "./place-menu.module.css";

export interface MenuPlace {
  key: string;
  to: string;
  name: string;
  icon: IconName;
  isHere: boolean;
  /** What waits there for somebody here. */
  count?: number;
}

export interface MenuGroup {
  key: string;
  /** Null: stands alone and never folds. */
  name: string | null;
  places: readonly MenuPlace[];
}

interface Props {
  says: string;
  groups: readonly MenuGroup[];
  /** Larger lines, for a thumb. */
  isLarge?: boolean;
  onGo?: () => void;
}

export function PlaceMenu({ says, groups, isLarge = false, onGo }: Props) {
  const [folded, setFolded] = useState(keptFolds.read);
  const toggle = (key: string) => {
    const next = folded.includes(key) ? folded.filter((one) => one !== key) : [...folded, key];
    keptFolds.keep(next);
    setFolded(next);
  };
  return (
    <nav aria-label={says} className={css.menu} data-large={isLarge || undefined} onKeyDown={walk}>
      {groups.map((group) => (
        <Group
          key={group.key}
          group={group}
          isFolded={group.name !== null && folded.includes(group.key)}
          onFold={() => toggle(group.key)}
          onGo={onGo}
        />
      ))}
    </nav>
  );
}

interface GroupProps {
  group: MenuGroup;
  isFolded: boolean;
  onFold: () => void;
  onGo: (() => void) | undefined;
}

function Group({ group, isFolded, onFold, onGo }: GroupProps) {
  const id = useId();
  const shown = isFolded ? group.places.filter((place) => place.isHere) : group.places;
  const hidden = group.places.filter((place) => !shown.includes(place));
  const waiting = hidden.reduce((sum, place) => sum + (place.count ?? 0), 0);
  if (group.name === null) {
    return shown.map((place) => <PlaceLink key={place.key} place={place} onGo={onGo} />);
  }
  return (
    <>
      <button
        type="button"
        id={id}
        className={css.group}
        aria-expanded={!isFolded}
        aria-controls={`${id}-in`}
        onClick={onFold}
      >
        <span>{group.name}</span>
        {waiting > 0 ? <span className={css.count}>{waiting}</span> : null}
        <Icon name="down" size={14} />
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: these are links, not the fields of a form. */}
      <div role="group" id={`${id}-in`} aria-labelledby={id} className={css.within}>
        {shown.map((place) => (
          <PlaceLink key={place.key} place={place} onGo={onGo} />
        ))}
      </div>
    </>
  );
}

function PlaceLink({ place, onGo }: { place: MenuPlace; onGo: (() => void) | undefined }) {
  return (
    <Link
      to={place.to}
      className={css.place}
      activeOptions={{ exact: true, includeSearch: false }}
      {...(place.isHere ? { "aria-current": "page" as const } : {})}
      {...(onGo ? { onClick: onGo } : {})}
    >
      <Icon name={place.icon} />
      <span>{place.name}</span>
      {place.count ? <span className={css.count}>{place.count}</span> : null}
    </Link>
  );
}

/** Up, down, first and last, among the links and the heads of groups. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("a, button")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  stops[Math.min(Math.max(next, 0), stops.length - 1)]?.focus();
}
