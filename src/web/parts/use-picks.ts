// Which rows of a list are picked, to do one thing with all of them, and why it failed where it did. What is
// no longer shown is no longer picked: nobody acts on a row that a filter took away. It never picks what may
// not be.
//   const picks = usePicks(["a", "b", "c"]); picks.toggle("c"); picks.toggle("a", true) → a, b and c
import { useCallback, useEffect, useRef, useState } from "react";

export interface Picks {
  /** Of those that can be picked, in their order. */
  keys: readonly string[];
  picked: ReadonlySet<string>;
  /** Why nothing came of a row: it stays picked, to try again. */
  failed: ReadonlyMap<string, string>;
  /** With `toHere` all between the last one touched and this one become as this one does. */
  toggle: (key: string, toHere?: boolean) => void;
  toggleAll: () => void;
  /** What was tried: those without a reason are done and picked no more. */
  settle: (tried: readonly string[], failed: ReadonlyMap<string, string>) => void;
  clear: () => void;
}

const NONE: ReadonlyMap<string, string> = new Map();

export function usePicks(keys: readonly string[]): Picks {
  const [all, setAll] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState(NONE);
  const last = useRef<string | null>(null);
  const picked = new Set(keys.filter((key) => all.has(key)));
  const clear = useCallback(() => {
    setAll(new Set());
    setFailed(NONE);
  }, []);
  useClearOnEscape(picked.size > 0, clear);
  return {
    keys,
    picked,
    failed,
    clear,
    toggle: (key, toHere = false) => {
      if (!keys.includes(key)) return;
      const from = toHere && last.current !== null ? keys.indexOf(last.current) : -1;
      const at = keys.indexOf(key);
      const touched = from < 0 ? [key] : keys.slice(Math.min(from, at), Math.max(from, at) + 1);
      last.current = key;
      setAll(picked.has(key) ? without(picked, touched) : new Set([...picked, ...touched]));
    },
    toggleAll: () => setAll(picked.size === keys.length ? new Set() : new Set(keys)),
    settle: (tried, reasons) => {
      setFailed(reasons);
      setAll((old) =>
        without(
          old,
          tried.filter((key) => !reasons.has(key)),
        ),
      );
    },
  };
}

function without(some: ReadonlySet<string>, those: readonly string[]): Set<string> {
  const left = new Set(some);
  for (const one of those) left.delete(one);
  return left;
}

/** From anywhere on the page; a window or a menu that is open closes first. */
function useClearOnEscape(isAny: boolean, clear: () => void): void {
  useEffect(() => {
    if (!isAny) return;
    let isOver = false;
    // Looked at on the way down: on the way up the window that Esc closed is gone already.
    const look = () => {
      // A closed list stays in the page, not to be seen.
      const over = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]');
      isOver = [...over].some((one) => one.checkVisibility());
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !isOver) clear();
    };
    window.addEventListener("keydown", look, { capture: true });
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", look, { capture: true });
      window.removeEventListener("keydown", onKey);
    };
  }, [isAny, clear]);
}
