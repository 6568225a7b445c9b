// The places that a phone's bar has no room for, as a sheet from below, in the groups of the menu. It never
// stays open on the page one went to.
//   <MorePlaces says="Pages" groups={rest} onClose={() => setOpen(false)} />
import { Modal } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import css from "./more-places.module.css";
import { type MenuGroup, PlaceMenu } from "./place-menu.tsx";
import { useFocusBack } from "./use-focus-back.ts";

interface Props {
  says: string;
  groups: readonly MenuGroup[];
  onClose: () => void;
}

export function MorePlaces({ says, groups, onClose }: Props) {
  const { say } = useWords();
  useFocusBack(true);
  return (
    <Modal.Root
      opened
      onClose={onClose}
      lockScroll={false}
      classNames={{ inner: css.inner ?? "", content: css.sheet ?? "" }}
      transitionProps={{ transition: "slide-up", duration: 140 }}
    >
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content aria-label={says}>
        <div className={css.within}>
          <PlaceMenu says={say("frame.morePlaces")} groups={groups} isLarge onGo={onClose} />
        </div>
        <button type="button" className={css.close} onClick={onClose}>
          {say("action.close")}
        </button>
      </Modal.Content>
    </Modal.Root>
  );
}
