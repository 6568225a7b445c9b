// Writes a programme: its head, versions of its rules and of its terms of use, the addresses of its public
// page. Never changes a version; an address that was given out stays the product's.
// Example: addProgram(tx, 7, { product, access: "request", slug: "piano-in-30-days", about: "", at }).
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import type { CreditRules, ProgramAccess, ProgramHead } from "./program.ts";

export interface NewProgram {
  product: Uuid;
  access: ProgramAccess;
  slug: string;
  about: string;
  at: number;
}

/** Throws 409 `program_exists`, `slug_taken`. */
export async function addProgram(tx: Tx, ws: number, program: NewProgram): Promise<void> {
  const { product, access, slug, about } = program;
  const at = new Date(program.at);
  const added = await tx
    .insertInto("affiliate_program")
    .values({ ws, product, state: "open", access, slug, about, created_at: at, changed_at: at })
    .onConflict((conflict) => conflict.columns(["ws", "product"]).doNothing())
    .executeTakeFirst();
  if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) {
    const message = "This product has an affiliate programme already: change that one.";
    throw new Refusal(409, "program_exists", message);
  }
  await claimSlug(tx, ws, product, slug);
}

/** True where nobody was reminded of its terms within the pause: then now they are. */
export async function markTermsReminded(
  tx: Tx,
  ws: number,
  product: Uuid,
  at: number,
  pause: number,
): Promise<boolean> {
  const marked = await tx
    .updateTable("affiliate_program")
    .set({ terms_reminded_at: new Date(at) })
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where((is) =>
      is.or([is("terms_reminded_at", "is", null), is("terms_reminded_at", "<=", new Date(at - pause))]),
    )
    .executeTakeFirst();
  return marked.numUpdatedRows > 0n;
}

/** Locked until the transaction ends; null where the product has none. */
export async function lockProgram(tx: Tx, ws: number, product: Uuid): Promise<boolean> {
  const row = await tx
    .selectFrom("affiliate_program")
    .select("product")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Left out (undefined): as it is. */
export interface ProgramChange {
  state?: ProgramHead["state"] | undefined;
  access?: ProgramAccess | undefined;
  slug?: string | undefined;
  about?: string | undefined;
}

/** Counts one more edit. Throws 409 `slug_taken`. */
export async function changeProgramHead(
  tx: Tx,
  ws: number,
  before: ProgramHead,
  change: ProgramChange,
  at: number,
): Promise<void> {
  const { product } = before;
  if (change.slug !== undefined && change.slug !== before.slug) {
    await claimSlug(tx, ws, product, change.slug);
  }
  await tx
    .updateTable("affiliate_program")
    .set({
      version: before.version + 1,
      state: change.state ?? before.state,
      access: change.access ?? before.access,
      slug: change.slug ?? before.slug,
      about: change.about ?? before.about,
      changed_at: new Date(at),
    })
    .where("ws", "=", ws)
    .where("product", "=", product)
    .execute();
}

async function claimSlug(tx: Tx, ws: number, product: Uuid, slug: string): Promise<void> {
  await tx
    .insertInto("program_slug")
    .values({ slug, ws, product })
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .execute();
  const owner = await findSlug(tx, slug);
  if (owner?.ws === ws && owner.product === product) return;
  const message = "leads to another programme already";
  throw new Refusal(409, "slug_taken", `This address ${message}: choose another.`, {
    details: [{ path: "slug", code: "slug_taken", message }],
  });
}

/** Whose public page it is; runs in any workspace or none. */
export async function findSlug(tx: Tx, slug: string): Promise<{ ws: number; product: Uuid } | null> {
  const row = await tx
    .selectFrom("program_slug")
    .select(["ws", "product"])
    .where("slug", "=", slug.toLowerCase())
    .executeTakeFirst();
  return row ? { ws: row.ws, product: row.product as Uuid } : null;
}

export interface NewRules extends CreditRules {
  starts: number;
  actor: string;
  at: number;
}

/** Answers the number of the version. Call with the programme locked. */
export async function addRules(tx: Tx, ws: number, product: Uuid, made: NewRules): Promise<number> {
  const { rules, renewals, coproducersMay, couponsCredit, starts, actor, at } = made;
  const version = (await newest(tx, "program_rules", ws, product)) + 1;
  await tx
    .insertInto("program_rules")
    .values({
      ws,
      product,
      version,
      starts: new Date(starts),
      window_days: rules.windowDays,
      model: rules.model,
      renewals: renewals.kind,
      renewals_count: "count" in renewals ? renewals.count : null,
      may_buy_own: rules.mayBuyOwn,
      coproducers_may: coproducersMay,
      coupons_credit: couponsCredit,
      created_by: actor,
      created_at: new Date(at),
    })
    .execute();
  return version;
}

/** Answers the number of the version. Call with the programme locked. */
export async function addProgramTerms(
  tx: Tx,
  ws: number,
  product: Uuid,
  { text, actor, at }: { text: string; actor: string; at: number },
): Promise<number> {
  const version = (await newest(tx, "program_terms", ws, product)) + 1;
  const made = { created_by: actor, created_at: new Date(at) };
  await tx
    .insertInto("program_terms")
    .values({ ws, product, version, text, ...made })
    .execute();
  return version;
}

async function newest(
  tx: Tx,
  table: "program_rules" | "program_terms",
  ws: number,
  product: Uuid,
): Promise<number> {
  const row = await tx
    .selectFrom(table)
    .select((is) => is.fn.max("version").as("version"))
    .where("ws", "=", ws)
    .where("product", "=", product)
    .executeTakeFirst();
  return row?.version ?? 0;
}
