// The code that an affiliate promotes under: the one wished for, or one made from the name, with a number
// behind it where others have it. Never takes another's.
// Example: "Carla Dias" → CARLADIAS; where that is taken, CARLADIAS2.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

const MOST = 40;

/** A wished code is answered as it is: where it is taken, writing it says so. */
export async function chooseCode(
  tx: Tx,
  ws: number,
  product: Uuid,
  wished: string | undefined,
  name: string,
): Promise<string> {
  if (wished !== undefined) return wished;
  const base = codeOf(name);
  const rows = await tx
    .selectFrom("affiliation")
    .select((is) => is.fn<string>("lower", ["code"]).as("code"))
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where((is) => is(is.fn("lower", ["code"]), "like", `${base.toLowerCase()}%`))
    .execute();
  const taken = new Set(rows.map((row) => row.code));
  for (let no = 1; ; no++) {
    const code = no === 1 ? base : `${base}${no}`;
    if (!taken.has(code.toLowerCase())) return code;
  }
}

/** "Carla Dias" → CARLADIAS. */
export function codeOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toUpperCase()
    .slice(0, MOST);
  return plain === "" ? "AFFILIATE" : plain;
}
