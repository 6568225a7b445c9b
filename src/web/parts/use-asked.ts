// A window over a page that is opened by the address, so that it can be gone to from anywhere: ?make=1. It
// never leaves the mark behind: closing takes it out of the address.
//   const [isMaking, setMaking] = useAsked("make");
import { useSearch } from "@tanstack/react-router";
import { useNarrow } from "./use-filters.ts";

export function useAsked(name: string): [boolean, (is: boolean) => void] {
  const asked = (useSearch({ strict: false }) as Record<string, string | undefined>)[name] === "1";
  const narrow = useNarrow();
  return [asked, (is) => narrow({ [name]: is ? "1" : undefined })];
}
