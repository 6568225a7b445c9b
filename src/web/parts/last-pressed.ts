// What was pressed last, while its window may still be on its way: what is fetched when it is first opened
// comes when the menu that opened it has closed, and by then nothing has the focus any more. A key other than
// Enter and Space makes it forgotten: what a key opens was opened by no button.
//   lastPressed() → the button, of a menu's item the menu's button, or null
let last: HTMLElement | null = null;
let isHeeded = false;

export const lastPressed = (): HTMLElement | null => last;

/** The element itself, or of what is in a menu the button that opens the menu. */
export function buttonOf(at: Element | null): HTMLElement | null {
  const menu = at?.closest("[role=menu]");
  const button = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : at;
  return button instanceof HTMLElement && button !== document.body ? button : null;
}

function remember({ target }: Event): void {
  last = target instanceof Element ? buttonOf(target.closest("button, a, [role=menuitem]")) : null;
}

function forget({ key }: KeyboardEvent): void {
  if (key !== "Enter" && key !== " ") last = null;
}

/** Whatever opens windows asks for this before the first one does. */
export function heedPresses(): void {
  if (isHeeded || typeof document === "undefined") return;
  isHeeded = true;
  document.addEventListener("click", remember, true);
  document.addEventListener("keydown", forget, true);
}
