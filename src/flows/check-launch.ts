// Looks over a shared product before it is sold: invitations answered, what splits is what was agreed, terms
// seen, one owner for each duty, links reviewed, nobody's part larger than the producer's. Reads only;
// whoever can mend something is one click away from it.
// Example: bruno's invitation is open → accepted: look, about proposal_… of Bruno.
import { canonicalJson } from "../base/canonical.ts";
import { sha256Hex } from "../base/digest.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { readAgreement } from "../contracts/agreement.ts";
import { findBreaches } from "../contracts/check-agreement.ts";
import { readConfirmed } from "../contracts/confirmation.ts";
import { type Contract, isEnded } from "../contracts/contract.ts";
import { contractsOf } from "../contracts/read-contracts.ts";
import { openProposalsOf } from "../contracts/read-proposals.ts";
import { readShares } from "../contracts/read-shares.ts";
import type { Tx } from "../db/transaction.ts";
import { listCurrentMethods } from "../payouts/methods.ts";
import type { Product } from "../products/product.ts";
import { readOffersOf } from "../products/read-products.ts";
import { readLinks, readReviewed } from "../reports/links.ts";
import { type Names, readNames } from "../reports/names.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import { workExample } from "./work-example.ts";

export type CheckKey = "price" | "accepted" | "agreed" | "seen" | "duties" | "links" | "larger" | "payout";
type State = "good" | "look" | "stop" | "off";

interface About {
  what: string;
  id: string | null;
  name: string;
}

export interface LaunchCheck {
  key: CheckKey;
  state: State;
  about: About[];
}

interface Seen {
  tx: Tx;
  ws: number;
  now: number;
  product: Product;
  contracts: Contract[];
  names: Names;
}

export async function checkLaunch(tx: Tx, ws: number, product: Product, now: number): Promise<LaunchCheck[]> {
  const contracts = (await contractsOf(tx, ws, product.id)).filter((one) => !isEnded(one, now));
  const open = await openProposalsOf(tx, ws, product.id, now);
  const parties = [...contracts, ...open].map((one) => one.party);
  const names = await readNames(tx, ws, { parties });
  const seen: Seen = { tx, ws, now, product, contracts, names };
  const invited = open.filter((one) => one.kind === "invite");
  const accepted = invited.map((one) => ({
    ...{ what: "open", id: publicId("proposal", one.id), name: names.party(one.party) },
  }));
  return [
    await checkPrice(seen),
    check("accepted", "look", accepted),
    await checkAgreed(seen),
    await checkSeen(seen),
    checkDuties(seen),
    await checkLinks(seen),
    await checkLarger(seen),
    await checkPayout(seen),
  ];
}

/** Good where there is nothing to tell. */
function check(key: CheckKey, state: State, about: About[]): LaunchCheck {
  return { key, state: about.length === 0 ? "good" : state, about };
}

async function checkPrice({ tx, ws, product }: Seen): Promise<LaunchCheck> {
  const offers = (await readOffersOf(tx, ws, [product.id])).get(product.id) ?? [];
  const hasPrice = offers.some((one) => one.status === "active" && one.price > 0);
  const about = [
    ...(product.status === "active" ? [] : [{ what: product.status, id: null, name: product.name }]),
    ...(hasPrice ? [] : [{ what: "no_price", id: null, name: product.name }]),
  ];
  return check("price", "stop", about);
}

/** The frozen agreement says what the version in force says, its hash is its text's, and the cap holds. */
async function checkAgreed({ tx, ws, now, product, contracts, names }: Seen): Promise<LaunchCheck> {
  const about: About[] = [];
  for (const contract of contracts) {
    for (const { version, terms } of contract.versions) {
      const agreement = await readAgreement(tx, ws, contract.id, version);
      if (agreement === null) continue;
      const { document, text, sha256 } = agreement;
      const isSame = canonicalJson(document.terms) === canonicalJson(terms) && sha256Hex(text) === sha256;
      const id = publicId("contract", contract.id);
      if (!isSame) about.push({ what: "differs", id, name: names.party(contract.party) });
    }
  }
  const shares = (await readShares(tx, ws, now, { product: product.id })).get(product.id) ?? [];
  const breaches = findBreaches(shares, (await readWorkspace(tx, ws)).maxShared, now);
  if (breaches.length > 0) about.push({ what: "over_cap", id: null, name: product.name });
  return check("agreed", "stop", about);
}

async function checkSeen({ tx, ws, contracts, names }: Seen): Promise<LaunchCheck> {
  const { demo } = await readWorkspace(tx, ws);
  const confirmed = await readConfirmed(tx, ws, contracts, demo);
  const about = contracts.flatMap((contract): About[] => {
    const states = contract.versions.map((one) => confirmed(contract.id, one.version).state);
    const what = ["objected", "waiting"].find((state) => states.includes(state as "waiting"));
    const id = publicId("contract", contract.id);
    return what === undefined ? [] : [{ what, id, name: names.party(contract.party) }];
  });
  return check("seen", about.some((one) => one.what === "objected") ? "stop" : "look", about);
}

const DUTIES = ["delivery", "support", "marketing", "tax"] as const;

/** A duty that a contract gives to its partner is that partner's on the product too, and nobody else's. */
function checkDuties({ product, contracts, names }: Seen): LaunchCheck {
  let isContested = false;
  const about = DUTIES.flatMap((duty): About[] => {
    const holders = contracts.filter((one) => one.versions.at(-1)?.terms.responsibilities[duty] === "party");
    const [first] = holders;
    if (holders.length > 1) {
      isContested = true;
      const name = holders.map((one) => names.party(one.party)).join(", ");
      return [{ what: `${duty}_contested`, id: publicId("contract", (first as Contract).id), name }];
    }
    if (first === undefined || product.responsibilities[duty] === first.party) return [];
    return [{ what: duty, id: publicId("contract", first.id), name: names.party(first.party) }];
  });
  if (product.supportContact === null) about.push({ what: "no_support", id: null, name: product.name });
  return check("duties", isContested ? "stop" : "look", about);
}

async function checkLinks({ tx, ws, product }: Seen): Promise<LaunchCheck> {
  const reviewed = await readReviewed(tx, ws, product.id);
  const links = await readLinks(tx, ws, product.id);
  const fresh = links.filter((one) => reviewed.get(publicId("affiliation", one.id)) !== one.version);
  const about = fresh.map((one) => ({
    ...{ what: "new", id: publicId("affiliation", one.id), name: `${one.name} · ${one.code}` },
  }));
  return check("links", "look", about);
}

/** Of a direct sale at the product's price; without a price nobody can tell. */
async function checkLarger({ tx, ws, now, product, names }: Seen): Promise<LaunchCheck> {
  const { producer } = await readPostingSettings(tx, ws);
  const about = { product: product.id, at: now, party: producer, isForParty: false };
  const lines = (await workExample(tx, ws, about))?.cases[0]?.lines ?? [];
  const own = lines.find((one) => one.role === "producer")?.amount ?? 0;
  const larger = lines.filter((one) => one.role === "coproducer" && one.amount > own);
  return check(
    "larger",
    "look",
    larger.map((one) => ({ what: "larger", id: null, name: one.name || names.party(one.party) })),
  );
}

/** Whoever earns must be able to be paid; until then it is kept for them. */
async function checkPayout({ tx, ws, contracts, names }: Seen): Promise<LaunchCheck> {
  const parties = [...new Set(contracts.map((one) => one.party))];
  const methods = await listCurrentMethods(tx, ws, parties);
  const about = parties
    .filter((party) => !methods.has(party))
    .map((party) => ({ what: "no_method", id: publicId("party", party), name: names.party(party) }));
  return check("payout", "look", about);
}

/** The ids that a review looks at, with their versions. */
export async function linksToReview(tx: Tx, ws: number, product: Uuid): Promise<Record<string, number>> {
  const links = await readLinks(tx, ws, product);
  return Object.fromEntries(links.map((one) => [publicId("affiliation", one.id), one.version]));
}
