// Texts and addresses to promote with: the producer's for every affiliate of the product, a manager's for
// those they recruited. Removed ones are kept and shown to nobody.
// Example: addMaterial(tx, 7, { product, party: null, title: "Banner", text: "", url: "https://…", … }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Material {
  id: Uuid;
  product: Uuid;
  /** The manager; null: the producer. */
  party: Uuid | null;
  title: string;
  text: string;
  url: string | null;
  createdAt: Date;
}

export async function addMaterial(
  tx: Tx,
  ws: number,
  {
    id,
    product,
    party,
    title,
    text,
    url,
    actor,
    at,
  }: Omit<Material, "createdAt"> & { actor: string; at: number },
): Promise<void> {
  await tx
    .insertInto("affiliate_material")
    .values({ ws, id, product, party, title, text, url, created_by: actor, created_at: new Date(at) })
    .execute();
}

export interface MaterialFilter {
  id?: Uuid | undefined;
  products?: readonly Uuid[] | undefined;
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listMaterials(tx: Tx, ws: number, filter: MaterialFilter): Promise<Material[]> {
  const { id, products, after, limit } = filter;
  let query = tx
    .selectFrom("affiliate_material")
    .select(["id", "product", "party", "title", "text", "url", "created_at"])
    .where("ws", "=", ws)
    .where("removed_at", "is", null);
  if (id !== undefined) query = query.where("id", "=", id);
  if (products !== undefined) query = query.where("product", "=", (is) => is.fn.any(is.val([...products])));
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }) as Material);
}

export async function removeMaterial(tx: Tx, ws: number, id: Uuid, at: number): Promise<void> {
  await tx
    .updateTable("affiliate_material")
    .set({ removed_at: new Date(at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}
