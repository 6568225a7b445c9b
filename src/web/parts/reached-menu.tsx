// A button whose menu is fetched when a pointer or the keyboard reaches it, and opens on the first press. It
// never holds the menu's items: most visits open none.
//   <ReachedMenu className={css.me} onReach={load} menu={(button) => <Items button={button}
//   />}>A</ReachedMenu>
import { type ReactElement, type ReactNode, type Ref, Suspense, useEffect, useState } from "react";

interface Props {
  className: string;
  isSmall?: boolean;
  onReach: () => void;
  /** Opens at once, from this button. */
  menu: (button: ReactElement) => ReactNode;
  children: ReactNode;
}

export function ReachedMenu({ className, isSmall = false, children, ...rest }: Props) {
  const facts = { type: "button" as const, className, "data-small": isSmall || undefined };
  const draw = (more: ReachedFacts) => (
    <button {...facts} {...more}>
      {children}
    </button>
  );
  return <ReachedBy draw={draw} {...rest} />;
}

/** What a button needs to open a menu that is not fetched yet. */
export interface ReachedFacts {
  ref?: Ref<HTMLButtonElement>;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  onClick?: () => void;
}

/** The same behind any button: `draw` hands it what it needs. */
export function ReachedBy({
  draw,
  onReach,
  menu,
}: Pick<Props, "onReach" | "menu"> & { draw: (facts: ReachedFacts) => ReactElement }) {
  const [isWanted, setWanted] = useState(false);
  const still = draw({
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: onReach,
    onFocus: onReach,
    onClick: () => setWanted(true),
  });
  return isWanted ? <Suspense fallback={still}>{menu(draw({ ref: takeFocus }))}</Suspense> : still;
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
