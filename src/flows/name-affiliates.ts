// The affiliates of a sale as its caller names them become parties of ours: one, or several with weights. One
// that was suspended or ended at the sale's instant is left out, and what is left of several shares the whole
// in proportion.
// Example: carla 0.6 and dora 0.4, dora suspended → carla alone, as if she had been named alone.
import {
  type AffiliateClaim,
  affiliateAt,
  type NamedAffiliate,
  resolveAffiliate,
  type SaleAffiliate,
} from "../affiliates/resolve-affiliate.ts";
import { allocate } from "../base/allocate.ts";
import type { Uuid } from "../base/id.ts";
import { type Ppm, WHOLE } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindParty } from "../parties/read-parties.ts";
import type { AffiliateShare, SaleFacts } from "../sales/facts.ts";
import type { Known } from "./name-book.ts";

export interface AffiliateSaid {
  party?: PartyName | undefined;
  code?: string | undefined;
  rate?: Ppm | undefined;
  recruitedBy?: PartyName | undefined;
}

/** One of several who share the commission; their weights add up to 1. */
export interface WeighedSaid extends AffiliateSaid {
  weight: Ppm;
}

interface Named {
  affiliate: AffiliateSaid | null;
  affiliates?: readonly WeighedSaid[] | undefined;
}

export interface FoundAffiliates extends Pick<SaleFacts, "affiliate" | "leftOut" | "unrated"> {
  affiliates?: AffiliateShare[];
}

const NONE: FoundAffiliates = { affiliate: null };
const LEFT_OUT: FoundAffiliates = { affiliate: null, leftOut: true };

/** From what is known of them already, at the instant of the sale; null where somebody is not. */
export function knownAffiliates(
  { affiliate, affiliates, happenedAt }: Named & { happenedAt: number },
  product: Uuid,
  known: (key: string) => Known | undefined,
): FoundAffiliates | null {
  const find = (said: AffiliateSaid): SaleAffiliate | null | undefined => {
    const named = known(affiliateKey(product, said)) as NamedAffiliate | undefined;
    const isStatedFact = said.party !== undefined && said.rate !== undefined;
    return named && affiliateAt(named, happenedAt, isStatedFact);
  };
  if (affiliates !== undefined) return knownShares(affiliates, find);
  if (affiliate === null) return NONE;
  const found = find(affiliate);
  if (found === null) return LEFT_OUT;
  return found === undefined ? null : { affiliate: found };
}

function knownShares(
  said: readonly WeighedSaid[],
  find: (said: AffiliateSaid) => SaleAffiliate | null | undefined,
): FoundAffiliates | null {
  const found = said.map(find);
  if (found.includes(undefined)) return null;
  const counted = found.flatMap((one, i) => {
    return one === null || one === undefined ? [] : [{ ...one, weight: said[i]?.weight as number }];
  });
  const shared = shareOut(counted);
  const unrated = counted.flatMap((one) => (one.rateStated ? [] : [one.party]));
  const told = unrated.length === 0 ? shared : { ...shared, unrated };
  return counted.length < said.length ? { ...told, leftOut: true } : told;
}

/** Of those that count, their weights grown to the whole; one alone is the affiliate of the sale. */
export function shareOut(counted: readonly (SaleAffiliate & { weight: number })[]): FoundAffiliates {
  const weighed = counted.filter((one) => one.weight > 0);
  const [first] = weighed;
  if (first === undefined) return NONE;
  const { weight: _, ...affiliate } = first;
  if (weighed.length === 1) return { affiliate };
  const parts = allocate(
    WHOLE,
    weighed.map((one) => one.weight),
  );
  const affiliates = weighed.map(({ party, rate, recruitedBy }, i): AffiliateShare => {
    return { party, rate, recruitedBy, weight: parts[i] as number };
  });
  return { affiliate: { ...affiliate, rateStated: weighed.every((one) => one.rateStated) }, affiliates };
}

/** Puts into `found` whom the names lead to; throws 422 with the path of one that leads nowhere. */
export async function lookUpAffiliates(
  tx: Tx,
  ws: number,
  { affiliate, affiliates = [] }: Named,
  product: Uuid,
  found: Map<string, Known>,
): Promise<void> {
  const all = [...(affiliate === null ? [] : [{ said: affiliate, path: "affiliate" }])];
  all.push(...affiliates.map((said, i) => ({ said, path: `affiliates[${i}]` })));
  for (const { said, path } of all) {
    const resolved = await resolveAffiliate(tx, ws, product, await claimOf(tx, ws, said, path), path);
    found.set(affiliateKey(product, said), resolved);
  }
}

async function claimOf(tx: Tx, ws: number, said: AffiliateSaid, path: string): Promise<AffiliateClaim> {
  const { party, code = "", rate, recruitedBy } = said;
  const recruiter = recruitedBy && (await mustFindParty(tx, ws, recruitedBy, `${path}.recruitedBy`)).id;
  const by = party ? { party: (await mustFindParty(tx, ws, party, `${path}.party`)).id } : { code };
  return { by, rate, recruitedBy: recruiter };
}

export function partyKey(party: PartyName): string {
  if (typeof party === "string") return `party id ${party}`;
  return "ref" in party ? `party ref ${party.ref}` : `party external ${party.externalId}`;
}

function affiliateKey(product: Uuid, said: AffiliateSaid): string {
  const by = said.party ? partyKey(said.party) : `code ${said.code?.toLowerCase()}`;
  const recruiter = said.recruitedBy ? partyKey(said.recruitedBy) : "";
  return `affiliate ${product} ${said.rate ?? ""} [${by}] [${recruiter}]`;
}
