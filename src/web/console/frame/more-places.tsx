// The places that a phone's bar has no room for, as a sheet from below: one line each, large enough for a
// thumb. It never stays open on the page one went to.
//   <MorePlaces places={rest} onClose={() => setOpen(false)} />
import { Modal } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Icon } from "../../parts/icons.tsx";
import { useWords } from "../../words/words.tsx";
import css from "./more-places.module.css";
import type { Place } from "./use-places.ts";

export function MorePlaces({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const { say } = useWords();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      lockScroll={false}
      classNames={{ inner: css.inner ?? "", content: css.sheet ?? "" }}
      transitionProps={{ transition: "slide-up", duration: 140 }}
    >
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content aria-label={say("frame.places")}>
        <nav aria-label={say("frame.morePlaces")} className={css.places}>
          {places.map((place) => (
            <Link
              key={place.key}
              to={place.to}
              className={css.place}
              activeOptions={{ includeSearch: false }}
              onClick={onClose}
            >
              <Icon name={place.icon} />
              {say(place.word)}
              {place.count ? <span className={css.count}>{place.count}</span> : null}
            </Link>
          ))}
        </nav>
        <button type="button" className={css.close} onClick={onClose}>
          {say("action.close")}
        </button>
      </Modal.Content>
    </Modal.Root>
  );
}
