// A destination: a page that links of a product may lead to, stored by the producer. Links lead to these and
// nowhere else, so that nobody can borrow the producer's good name for an address of his own.
// Example: "Sales page", https://school.example/piano?lang=en, the main one of "Piano in 30 days".
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Destination as DestinationRow } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";

export interface Destination {
  id: Uuid;
  version: number;
  product: Uuid;
  name: string;
  url: string;
  /** Where a new link leads when nothing else is asked for. */
  main: boolean;
  state: "active" | "archived";
  createdAt: Date;
}

export function toDestination(row: Selectable<DestinationRow>): Destination {
  return {
    id: row.id as Uuid,
    version: row.version,
    product: row.product as Uuid,
    name: row.name,
    url: row.url,
    main: row.main,
    state: row.state as Destination["state"],
    createdAt: row.created_at,
  };
}

/** Most that a browser and a redirect carry without trouble. */
const LONGEST = 2000;

/**
 * The address as browsers spell it, or null: https or http with a host, without a name and password, and
 * without the click id that a redirect puts there.
 */
export function readTarget(text: string): string | null {
  if (text.length > LONGEST || /[\s\\]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.hostname === "" || url.username !== "" || url.password !== "") return null;
  if (url.searchParams.has("partage_click")) url.searchParams.delete("partage_click");
  return url.href.length > LONGEST ? null : url.href;
}

/** Throws 409 when the address is a destination of the product already; every other error goes on. */
export function refuseTakenTarget(error: unknown): never {
  if (takenBy(error) !== "destination_url") throw error;
  const message = "is a destination of this product already";
  throw new Refusal(409, "destination_exists", `url ${message}.`, {
    details: [{ path: "url", code: "destination_exists", message }],
  });
}
