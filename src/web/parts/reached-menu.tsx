// A button whose menu is fetched when a pointer or the keyboard reaches it, and opens on the first press. It
// never holds the menu's items: most visits open none.
//   <ReachedMenu className={css.me} onReach={load} menu={(button) => <Items button={button}
//   />}>A</ReachedMenu>
import { type ReactElement, type ReactNode, Suspense, useEffect, useState } from "react";

interface Props {
  className: string;
  isSmall?: boolean;
  onReach: () => void;
  /** Opens at once, from this button. */
  menu: (button: ReactElement) => ReactNode;
  children: ReactNode;
}

export function ReachedMenu({ className, isSmall = false, onReach, menu, children }: Props) {
  const [isWanted, setWanted] = useState(false);
  const facts = { type: "button" as const, className, "data-small": isSmall || undefined };
  const still = (
    <button
      {...facts}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={onReach}
      onFocus={onReach}
      onClick={() => setWanted(true)}
    >
      {children}
    </button>
  );
  return isWanted ? (
    <Suspense fallback={still}>
      {menu(
        <button ref={takeFocus} {...facts}>
          {children}
        </button>,
      )}
    </Suspense>
  ) : (
    still
  );
}

/** The pressed button gave way to this one: closing the menu must find its way back. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** For the fetched menu: closed when it is drawn, open right after, from the button that has the focus. */
export function useOpensAtOnce(): { opened: boolean; onChange: (is: boolean) => void } {
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened(true), []);
  return { opened, onChange: setOpened };
}
