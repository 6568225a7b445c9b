// A link: a short code that leads to a page of a product and says whose it is. Without an affiliation it is
// the producer's own, and what is sold through it is a direct sale. Product, affiliation and code never
// change.
// Example: /l/carla-piano, of carla's affiliation, campaign "spring", sub-id "bio", to the sales page.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { AffiliateLink } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";

export interface Link {
  id: Uuid;
  version: number;
  product: Uuid;
  affiliation: Uuid | null;
  party: Uuid | null;
  destination: Uuid;
  code: string;
  campaign: string | null;
  subId: string | null;
  state: "active" | "archived";
  externalId: string | null;
  createdAt: Date;
}

export function toLink(row: Selectable<AffiliateLink>): Link {
  return {
    id: row.id as Uuid,
    version: row.version,
    product: row.product as Uuid,
    affiliation: row.affiliation as Uuid | null,
    party: row.party as Uuid | null,
    destination: row.destination as Uuid,
    code: row.code,
    campaign: row.campaign,
    subId: row.sub_id,
    state: row.state as Link["state"],
    externalId: row.external_id,
    createdAt: row.created_at,
  };
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/;

/** What could be a code: 2 to 64 letters, digits, dots, hyphens or underscores. */
export function isLinkCode(text: string): boolean {
  return CODE.test(text);
}

/** Capital and small letters are the same: a code is read out and typed. */
export function foldCode(code: string): string {
  return code.toLowerCase();
}

/**
 * What a code is made of when none is asked for: the affiliate's own, in small letters. "Carla Luz" →
 * "carla-luz".
 */
export function codeFrom(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return plain.length >= 2 ? plain : `go-${plain}`.replace(/-$/, "");
}

/** Letters and digits that nobody mistakes for each other. */
const CLEAR = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four of them make a code one's own where the plain one is taken. */
export function clearText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => CLEAR[byte % CLEAR.length]).join("");
}

/** Throws 409 when code or external id is taken; every other error goes on. */
export function refuseTakenLink(error: unknown): never {
  const taken = takenBy(error);
  if (taken !== "link_code_pkey" && taken !== "affiliate_link_external") throw error;
  const isCode = taken === "link_code_pkey";
  const path = isCode ? "code" : "externalId";
  const code = isCode ? "code_taken" : "external_id_taken";
  const message = isCode ? "is taken: choose another" : "is another link's";
  throw new Refusal(409, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
