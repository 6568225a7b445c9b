// When a window closes, the focus goes back to what opened it: the button that was pressed, the button of the
// menu whose item was, or, where neither is there any more, the page itself. Windows are fetched when they
// are first opened and taken away when they close, so that Mantine's own way back never hears of it.
//   useFocusBack(isOpen); // in the window, before anything in it takes the focus
import { useEffect, useState } from "react";
import { buttonOf, lastPressed } from "./last-pressed.ts";

const DRAWN_MS = 10;
/** On a slow machine a window takes its time to go: so often it is looked for. */
const LOOKS = 200;

export function useFocusBack(isOpen: boolean): void {
  const [opener, setOpener] = useState<HTMLElement | null>(() => (isOpen ? pressed() : null));
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen !== wasOpen) {
    setWasOpen(isOpen);
    if (isOpen) setOpener(pressed());
  }
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      // What was in the window is gone by then; who went on by Tab or a press is left where they are.
      setTimeout(() => giveBack(opener, LOOKS), DRAWN_MS);
    };
  }, [isOpen, opener]);
}

/** What has the focus now; of a menu, which closes, the button that opens it; of nothing, what was pressed. */
function pressed(): HTMLElement | null {
  return buttonOf(document.activeElement) ?? lastPressed();
}

function giveBack(opener: HTMLElement | null, looks: number): void {
  const at = document.activeElement;
  const window = at?.closest("[role=dialog]");
  if (window && !window.contains(opener) && looks > 0) {
    setTimeout(() => giveBack(opener, looks - 1), DRAWN_MS);
    return;
  }
  if (at !== null && at !== document.body) return;
  const isThere = opener?.isConnected && !opener.closest("[inert]");
  if (isThere) opener.focus({ preventScroll: true });
  if (document.activeElement === opener && isThere) return;
  document.getElementById("page")?.focus({ preventScroll: true });
}
