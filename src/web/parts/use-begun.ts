// What a form began with, while what it is about is read anew behind it: its version goes with the change, so
// that another's change made meanwhile is refused and told, never written over.
//   const begun = useBegun(program); … send: (v) => changeProgram(ws, id, { ...v, basedOn: begun.version })
import { useState } from "react";

export function useBegun<T>(value: T): T {
  return useState(value)[0];
}
