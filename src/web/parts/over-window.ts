// A window that opens over another one: while it is open, Esc is its own, and the one below stays. It draws
// nothing.
//   useOver(isOpen)             in the upper one
//   <Over value={setCovered}>   around what is in the lower one, which hears whether it is covered
import { createContext, useContext, useEffect } from "react";

export const Over = createContext<((is: boolean) => void) | null>(null);

export function useOver(isOpen: boolean): void {
  const tell = useContext(Over);
  useEffect(() => {
    if (!isOpen || tell === null) return;
    tell(true);
    return () => tell(false);
  }, [isOpen, tell]);
}
