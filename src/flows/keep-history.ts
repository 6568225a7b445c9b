// Keeps sales from before as history: names become ids, each is looked at, and those that are new are kept.
// Nothing is split or posted, and no clause counts them. What is recorded here is no history. A bad one
// never fails its neighbours.
// Example: 1,000 rows of 2024, 40 kept before, one of an unknown product → 959 "new", 40 "known", one
// refusal.
import { dayIn } from "../base/calendar.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { findPartnerByEmail } from "../parties/find-by-email.ts";
import type { PartyName } from "../parties/party.ts";
import { findParty } from "../parties/read-parties.ts";
import type { ProductName } from "../products/product.ts";
import { findProduct } from "../products/read-products.ts";
import { addPastSales, findPastSales, isSamePastSale, type PastSale } from "../sales/past-sale.ts";
import { findEntries } from "../sales/read-sale.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

export interface PastClaim extends Omit<PastSale, "id" | "product" | "day" | "shares"> {
  /** Tried in order. */
  product: readonly ProductName[];
  shares: readonly { party: PartyName | { email: string }; amount: number }[];
}

export interface KeepOptions {
  actor: string;
  import: Uuid | null;
  /** A trial: nothing is kept. */
  dryRun?: boolean;
}

type Kept = "new" | "known" | Refusal;

/** An answer each, in order. */
export async function keepHistory(
  app: App,
  ws: number,
  claims: readonly PastClaim[],
  options: KeepOptions,
): Promise<Kept[]> {
  return await inWorkspace(app.db, ws, (tx) => keepIn(tx, app, ws, claims, options));
}

/** All of them or none. Throws what is wrong with each that cannot be kept, at `sales[2].product`. */
export async function keepHistoryWhole(
  app: App,
  ws: number,
  claims: readonly PastClaim[],
  actor: string,
): Promise<Kept[]> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const kept = await keepIn(tx, app, ws, claims, { actor, import: null });
    const wrong = kept.flatMap((one, index) => (one instanceof Refusal ? [{ one, index }] : []));
    const [first] = wrong;
    if (first === undefined) return kept;
    const details = wrong.flatMap(({ one, index }) =>
      one.details.map((detail) => ({ ...detail, path: `sales[${index}].${detail.path}` })),
    );
    const message = `Nothing was kept. ${first.one.message}`;
    throw new Refusal(first.one.status, first.one.code, message, { details });
  });
}

async function keepIn(
  tx: Tx,
  app: App,
  ws: number,
  claims: readonly PastClaim[],
  { actor, import: file, dryRun = false }: KeepOptions,
): Promise<Kept[]> {
  const at = app.ids.now();
  const names = new Names(tx, ws, (await readWorkspace(tx, ws)).timeZone);
  const recorded = await findEntries(tx, ws, "sale", claims);
  const known = await findPastSales(tx, ws, claims);
  const fresh: PastSale[] = [];
  const kept: Kept[] = [];
  for (const claim of claims) {
    const key = `${claim.source} ${claim.externalId}`;
    try {
      if (claim.at > at) throw wrong("at", "not_past", "lies ahead: history is what has been");
      if (recorded.has(key)) throw recordedHere(key);
      const sale: PastSale = { ...claim, ...(await names.find(claim)), id: newUuid(app.ids) };
      const twin = known.get(key);
      if (twin !== undefined && !isSamePastSale(twin, sale)) throw differs(key);
      if (twin === undefined) fresh.push(sale);
      known.set(key, twin ?? sale);
      kept.push(twin === undefined ? "new" : "known");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      kept.push(error);
    }
  }
  if (dryRun || fresh.length === 0) return kept;
  const added = await addPastSales(tx, ws, fresh, { import: file, by: actor, at });
  if (added.size > 0) {
    const [first] = fresh as [PastSale];
    const subject = file === null ? publicId("product", first.product) : publicId("import", file);
    const payload = { source: first.source, sales: added.size };
    await addEvent(tx, ws, { type: "history.kept", subject, actor, payload, at });
  }
  return kept;
}

/** Names that many sales share are asked for once. */
class Names {
  #tx: Tx;
  #ws: number;
  #timeZone: string;
  #met = new Map<string, Uuid | Refusal>();

  constructor(tx: Tx, ws: number, timeZone: string) {
    this.#tx = tx;
    this.#ws = ws;
    this.#timeZone = timeZone;
  }

  async find(claim: PastClaim): Promise<Pick<PastSale, "product" | "day" | "shares">> {
    const product = await this.#once(`product ${claim.source} ${JSON.stringify(claim.product)}`, () =>
      this.#product(claim),
    );
    const shares: PastSale["shares"] = [];
    for (const { party, amount } of claim.shares) {
      const id = await this.#once(`party ${JSON.stringify(party)}`, () => this.#party(party));
      if (shares.some((one) => one.party === id)) {
        throw wrong("shares", "repeated_party", "names a party twice");
      }
      shares.push({ party: id, amount });
    }
    const given = shares.reduce((sum, one) => sum + one.amount, 0);
    if (given > claim.paid) throw wrong("shares", "shares_exceed_paid", "come to more than was paid");
    if (claim.taken > claim.paid) throw wrong("taken", "taken_exceeds_paid", "is more than was paid");
    return { product, day: dayText(dayIn(this.#timeZone, claim.at)), shares };
  }

  async #once(key: string, ask: () => Promise<Uuid | Refusal>): Promise<Uuid> {
    const found = this.#met.get(key) ?? (await ask());
    this.#met.set(key, found);
    if (found instanceof Refusal) throw found;
    return found;
  }

  async #product(claim: PastClaim): Promise<Uuid | Refusal> {
    for (const name of claim.product) {
      const found = await findProduct(this.#tx, this.#ws, name, claim.source);
      if (found !== null) return found.product;
    }
    return wrong("product", "unknown_product", "names no product of this workspace");
  }

  async #party(name: PartyName | { email: string }): Promise<Uuid | Refusal> {
    const found =
      typeof name === "object" && "email" in name
        ? await findPartnerByEmail(this.#tx, this.#ws, name.email)
        : await findParty(this.#tx, this.#ws, name);
    if (found === null) return wrong("shares", "unknown_party", "names no party of this workspace");
    if (found.kind === "partner" || found.kind === "producer") return found.id;
    return wrong("shares", "not_a_partner", `names the ${found.kind}, not a partner`);
  }
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}

function recordedHere(key: string): Refusal {
  const message = `The sale ${key} is recorded and split here: it is no history.`;
  return new Refusal(409, "recorded_already", message, {
    details: [{ path: "externalId", code: "recorded_already", message: "is recorded here" }],
  });
}

function differs(key: string): Refusal {
  const message = `The sale ${key} is kept with other facts. Take it out of the history first, then tell it again.`;
  return new Refusal(409, "history_differs", message, {
    details: [{ path: "externalId", code: "history_differs", message: "is kept with other facts" }],
  });
}
