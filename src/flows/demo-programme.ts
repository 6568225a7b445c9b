// What stands around the demo's programmes when somebody looks for the first time: terms of use that two of
// three have accepted, an applicant who waits, a coupon that was used, a held commission that was let go on.
// What is there already is left as it is.
// Example: peopleDemoProgramme(app, 7, "account:…") → Iris Novak waits to be approved for interiors.
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { readProgram } from "../affiliates/read-program.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { versionOf } from "../findings/finding.ts";
import { listFindings } from "../findings/read-findings.ts";
import { mustFindProduct } from "../products/read-products.ts";
import { acceptProgramTerms } from "./accept-program-terms.ts";
import type { App } from "./app.ts";
import { applyToProgram } from "./apply-to-program.ts";
import { changeProgramTerms } from "./change-program.ts";
import { createParty } from "./create-party.ts";
import { decideFinding } from "./decide-finding.ts";
import { unlessRefused } from "./demo-again.ts";
import { PROMOTED } from "./demo-studio.ts";
import { recordNamedSale } from "./record-named-sale.ts";

const TERMS = `Say that you earn a commission where you recommend the course.
No advertising on our name, no e-mail to people who did not ask for it.
Show prices and guarantees as they stand on our pages.`;
const HOUR = 3_600_000;
const WHO = { ref: "iris", kind: "partner", name: "Iris Novak", email: "iris@demo.example" } as const;
const NOTE = "I write about small flats (9,000 readers) and would show your course in my spring series.";

export async function peopleDemoProgramme(app: App, ws: number, actor: string): Promise<void> {
  const [one] = PROMOTED;
  const product = await inWorkspace(app.db, ws, (tx) =>
    mustFindProduct(tx, ws, { externalId: one.product }, "product"),
  );
  const version = await changeProgramTerms(app, ws, product, TERMS, actor);
  const all = await inWorkspace(app.db, ws, (tx) =>
    listAffiliations(tx, ws, { product, state: "approved", limit: 10 }),
  );
  for (const { id, party } of all.slice(0, 2)) {
    await unlessRefused(() => acceptProgramTerms(app, ws, id, version, { party, actor }));
  }
  await unlessRefused(() => applyInDemo(app, ws, product, version, actor));
  await sellByCoupon(app, ws, one, actor);
  await decideOne(app, ws, actor);
}

async function applyInDemo(app: App, ws: number, product: Uuid, terms: number, actor: string): Promise<void> {
  const { id: party, name } = await createParty(app, ws, { ...WHO, country: "CZ" }, actor);
  await inWorkspace(app.db, ws, async (tx) => {
    const program = await readProgram(tx, ws, product, app.ids.now());
    if (program === null) return;
    const applicant = { party, name, actor, recruitedBy: null, isInvited: false };
    await applyToProgram(app, tx, ws, program, applicant, { terms, note: NOTE });
  });
}

async function sellByCoupon(
  app: App,
  ws: number,
  { product, price, coupon }: (typeof PROMOTED)[number],
  actor: string,
): Promise<void> {
  const happenedAt = app.ids.now() - 2 * HOUR;
  const facts = { source: "shop", externalId: `COUPON-${coupon}`, happenedAt, happenedAtStated: true };
  const money = { currency: "USD", paid: price, tax: 0, shipping: 0, fees: [] };
  const rest = { offer: null, affiliate: null, charge: null, metadata: null, side: { coupon } };
  const buyer = { email: "lee@buyers.example", name: "Lee Park", reference: null };
  await unlessRefused(() =>
    recordNamedSale(app, ws, { ...facts, ...money, ...rest, buyer, product: { externalId: product } }, actor),
  );
}

/** Of those held the one of the smaller amount: it was a real buyer. */
async function decideOne(app: App, ws: number, actor: string): Promise<void> {
  const held = await inWorkspace(app.db, ws, (tx) => listFindings(tx, ws, { state: "held", limit: 10 }));
  if (held.length < 2) return;
  const [least] = held.toSorted((a, b) => a.amount - b.amount);
  if (least === undefined) return;
  const decision = {
    state: "released",
    reason: "She bought in class, with the page open beside her.",
    basedOn: versionOf(least),
  } as const;
  await unlessRefused(() => decideFinding(app, ws, least.id, decision, { actor, name: "Ana" }));
}
