// A window that opens over another one: while it is open, Esc is its own, and the one below stays. It draws
// nothing.
//   useOver(isOpen); // in the upper one; the lower one hands down what it is told by: <Over
//   value={setCovered}>
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
