// A manager's own address of a programme's public page: whoever applies through it was recruited by them.
// One a product and manager. Never says who they are to a visitor.
// Example: addRecruitingLink(tx, 7, { product, party: davi, code: "DAVI", at }) →
// /p/piano-in-30-days?by=DAVI.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface RecruitingLink {
  product: Uuid;
  party: Uuid;
  code: string;
}

/** False where somebody has the code. What is there already stays. */
export async function addRecruitingLink(
  tx: Tx,
  ws: number,
  { product, party, code, at }: RecruitingLink & { at: number },
): Promise<boolean> {
  const done = await tx
    .insertInto("recruiting_link")
    .values({ ws, product, party, code, created_at: new Date(at) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function listRecruitingLinks(tx: Tx, ws: number, party: Uuid): Promise<RecruitingLink[]> {
  const rows = await tx
    .selectFrom("recruiting_link")
    .select(["product", "party", "code"])
    .where("ws", "=", ws)
    .where("party", "=", party)
    .orderBy("product")
    .execute();
  return rows as RecruitingLink[];
}

/** Whose code it is on the product; capital or small letters are the same. */
export async function findRecruiter(tx: Tx, ws: number, product: Uuid, code: string): Promise<Uuid | null> {
  const row = await tx
    .selectFrom("recruiting_link")
    .select("party")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where((is) => is(is.fn("lower", ["code"]), "=", code.toLowerCase()))
    .executeTakeFirst();
  return row ? (row.party as Uuid) : null;
}
