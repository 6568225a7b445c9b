// Opens the affiliate programme of a product: who may join, how credit is given, the rate for everybody.
// Whoever promotes it already keeps the rate they have: it becomes a rule of their own where it is another.
// Example: openProgram(app, 7, piano, { access: "request", rate: 300000, … }, actor): carla at 35 % keeps 35
// %.
import type { CreditRules, Program, ProgramAccess } from "../affiliates/program.ts";
import { readRatesNow } from "../affiliates/rates-now.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { readProgram } from "../affiliates/read-program.ts";
import { addCommissionRule } from "../affiliates/write-commission-rule.ts";
import { addProgram, addProgramTerms, addRules } from "../affiliates/write-program.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readProduct } from "../products/read-products.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { toldRules } from "./told-program.ts";

export interface ProgramFacts {
  access: ProgramAccess;
  /** Left out: from the product's name. */
  slug?: string | undefined;
  about: string;
  credit: CreditRules;
  /** For every affiliate and offer that no other rule speaks of. */
  rate: Ppm;
  terms?: string | undefined;
}

/** Throws 404, 409 `program_exists`, `slug_taken`. */
export async function openProgram(
  app: App,
  ws: number,
  product: Uuid,
  facts: ProgramFacts,
  actor: string,
): Promise<Program> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    const found = await readProduct(tx, ws, product);
    if (found === null) {
      throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    }
    const { access, about, credit, rate, terms } = facts;
    const slug = facts.slug ?? (await freeSlug(app, tx, found.name));
    await addProgram(tx, ws, { product, access, slug, about, at });
    await addRules(tx, ws, product, { ...credit, starts: at, actor, at });
    if (terms !== undefined) await addProgramTerms(tx, ws, product, { text: terms, actor, at });
    const made = { product, offer: null, starts: at, ends: null, actor, at };
    await addCommissionRule(tx, ws, { ...made, id: newUuid(app.ids), party: null, rate });
    for (const { party, rate: own } of await promotingAt(tx, ws, product, { rate, at })) {
      await addCommissionRule(tx, ws, { ...made, id: newUuid(app.ids), party, rate: own });
    }
    const payload = { access, slug, rate: formatRate(rate), ...toldRules(credit) };
    const subject = publicId("product", product);
    await addEvent(tx, ws, { type: "program.opened", subject, actor, payload, at });
    return (await readProgram(tx, ws, product)) as Program;
  });
}

const MOST = 100_000;

/** Those at another rate than everybody's by their affiliation; a rule that holds already goes on. */
async function promotingAt(
  tx: Tx,
  ws: number,
  product: Uuid,
  { rate, at }: { rate: Ppm; at: number },
): Promise<{ party: Uuid; rate: Ppm }[]> {
  const all = await listAffiliations(tx, ws, { product, limit: MOST });
  const rates = await readRatesNow(tx, ws, all, at);
  return all.filter(
    (one) =>
      (one.state === "approved" || one.state === "suspended") &&
      one.rate !== rate &&
      rates.get(one.id)?.by !== "party",
  );
}

/** "Piano in 30 days" → piano-in-30-days; with a few letters more where that is taken. */
async function freeSlug(app: App, tx: Tx, name: string): Promise<string> {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replace(/^-+|-+$/g, "");
  const base = plain.length >= 3 ? plain : `program-${plain || "page"}`;
  const taken = await tx
    .selectFrom("program_slug")
    .select("slug")
    .where("slug", "=", base)
    .executeTakeFirst();
  if (taken === undefined) return base;
  return `${base}-${Buffer.from(app.ids.random(3)).toString("hex")}`;
}
