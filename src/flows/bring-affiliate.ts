// One row of another tool's affiliates: the party, found by its id or address or made, and its affiliation
// with the code it had. Known where the affiliation is there already.
// Example: "Carla Luz,carla@example.com,CARLA,30%" → party Carla Luz, affiliation CARLA at 0.30.
import { readImportedRate, readImportedState } from "../affiliates/import-columns.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import { findPartnerByEmail } from "../parties/find-by-email.ts";
import { findParty } from "../parties/read-parties.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { createAffiliation } from "./create-affiliation.ts";
import { createParty } from "./create-party.ts";
import { type Cells, type ProgrammeFile, refused } from "./programme-file.ts";
import type { Person } from "./propose-change.ts";

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export async function bringAffiliate(
  app: App,
  ws: number,
  tx: Tx,
  file: ProgrammeFile,
  cells: Cells,
  by: Person,
): Promise<boolean> {
  const product = await mustFindProduct(tx, ws, file.product as ProductName, "product");
  const code = cells("code");
  if (!CODE.test(code)) throw refused("code", "invalid_code", "must be 1 to 64 letters, digits, . _ or -");
  const rate = rateOf(file, cells);
  const known = await findBrought(tx, ws, cells);
  if (known !== null) {
    const [there] = await listAffiliations(tx, ws, { product, party: known, limit: 1 });
    if (there !== undefined) return false;
  }
  const party = known ?? (await makeParty(app, ws, cells, by));
  const recruiter = cells("recruitedBy");
  const recruitedBy = recruiter === "" ? null : ((await findPartnerByEmail(tx, ws, recruiter))?.id ?? null);
  if (recruiter !== "" && recruitedBy === null) {
    throw refused("recruitedBy", "unknown_party", "is the address of no partner");
  }
  const state = stateOf(cells);
  await createAffiliation(app, ws, { product, party, code, rate, recruitedBy, ...state }, by.actor);
  return true;
}

/** Who was not active in the other tool earns nothing here until somebody takes them up. */
function stateOf(cells: Cells) {
  const said = cells("state");
  const state = readImportedState(said);
  if (state === null) throw refused("state", "unknown_state", "is no state that is known here");
  return state === "approved" ? {} : { state, reason: said };
}

function nameOf(cells: Cells): string {
  return cells("name") || [cells("firstName"), cells("lastName")].filter(Boolean).join(" ");
}

function rateOf(file: ProgrammeFile, cells: Cells): Ppm {
  const text = cells("rate") || (file.rate ?? "");
  const rate = readImportedRate(text, file.rates);
  if (rate === null) throw refused("rate", "invalid_rate", text === "" ? "is missing" : "is not a rate");
  return rate;
}

/** By the id in the other tool, then by the address. */
export async function findBrought(tx: Tx, ws: number, cells: Cells): Promise<Uuid | null> {
  const externalId = cells("externalId");
  if (externalId !== "") {
    const found = await findParty(tx, ws, { externalId });
    if (found !== null) return found.id;
  }
  const email = cells("email");
  return email === "" ? null : ((await findPartnerByEmail(tx, ws, email))?.id ?? null);
}

async function makeParty(app: App, ws: number, cells: Cells, by: Person): Promise<Uuid> {
  const [name, email, externalId] = [nameOf(cells), cells("email"), cells("externalId")];
  if (name === "" || name.length > 200)
    throw refused("name", "invalid_name", "must have 1 to 200 characters");
  if (email !== "" && !/^[^@\s]{1,64}@[^@\s]{1,189}$/.test(email)) {
    throw refused("email", "invalid_email", "must be an e-mail address");
  }
  const facts = {
    kind: "partner" as const,
    name,
    ...(email === "" ? {} : { email: email.toLowerCase() }),
    ...(externalId === "" ? {} : { externalId: externalId.slice(0, 255) }),
  };
  return (await createParty(app, ws, facts, by.actor)).id;
}
