// What a form is based on, and what became of that while it was open: the version it saw goes with every
// change, and a no for its sake brings the newer one to be looked at beside one's own.
//   const seen = useMeanwhile(product, () => queries.fetchQuery(productQuery(ws, id)));
//   send: (v) => changeProduct(ws, id, { ...v, basedOn: seen.version() }).catch(seen.look)
import { useRef, useState } from "react";
import { isProblem } from "../../../parts/problem-facts.ts";

export interface Meanwhile<T> {
  /** What the form began with, or was told of since. */
  base: T;
  /** Theirs, while it is to be looked at. */
  theirs: T | null;
  version: () => number;
  /** For the catch of a change: reads theirs when that is why, and throws on. */
  look: (error: unknown) => Promise<never>;
  /** Goes on from theirs. */
  accept: () => void;
}

export function useMeanwhile<T extends { version: number }>(start: T, read: () => Promise<T>): Meanwhile<T> {
  const [base, setBase] = useState(start);
  const [theirs, setTheirs] = useState<T | null>(null);
  const version = useRef(start.version);
  return {
    base,
    theirs,
    version: () => version.current,
    look: async (error) => {
      if (isProblem(error) && error.code === "changed_meanwhile") setTheirs(await read());
      throw error;
    },
    accept: () => {
      if (theirs === null) return;
      version.current = theirs.version;
      setBase(theirs);
      setTheirs(null);
    },
  };
}
