// Whose portal this is, by the address, or by what was looked at last; and everything else the person is.
// It never decides: the server does; this only hides what would be refused.
//   const { party, own, parties, who, mayAccept } = useParty()
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Looker } from "../../data/contracts.ts";
import { type OwnParty, sessionQuery } from "../../data/session.ts";
import { lastParty } from "./last-party.ts";

const NONE: readonly OwnParty[] = [];

export function useParty() {
  const { party: asked } = useParams({ strict: false }) as { party?: string };
  const session = useQuery(sessionQuery).data;
  const parties = session?.parties ?? NONE;
  const last = lastParty.read();
  const own =
    parties.find((one) => one.id === (asked ?? last)) ?? (asked === undefined ? parties[0] : undefined);
  const party = asked ?? own?.id ?? "";
  useEffect(() => {
    if (asked !== undefined) lastParty.keep(asked);
  }, [asked]);
  const who: Looker = { side: "party", id: party };
  return { party, asked, own, parties, session, who, mayAccept: own?.mayAccept ?? false };
}
