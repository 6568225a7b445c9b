// How answers name what they speak of: { id, name }, from ids and the names that reports read.
// Example: showParty(names, bruno) → { id: "party_01…", name: "Bruno Lima" }.
import type { Names } from "../../reports/names.ts";
import { showId } from "../../wire/id.ts";

export function showParty(names: Names, id: string): { id: string; name: string };
export function showParty(names: Names, id: string | null): { id: string; name: string } | null;
export function showParty(names: Names, id: string | null): { id: string; name: string } | null {
  return id === null ? null : { id: showId("party", id), name: names.party(id) };
}

export function showProduct(names: Names, id: string): { id: string; name: string } {
  return { id: showId("product", id), name: names.product(id) };
}

export function showOffer(names: Names, id: string | null): { id: string; name: string } | null {
  return id === null ? null : { id: showId("offer", id), name: names.offer(id) };
}
