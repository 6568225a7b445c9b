// The products that a party is an affiliate manager of: its share, its recruiting link, and to whom it could
// hand affiliates over. Other managers are named, nothing else of them is told.
// Example: listManaged(app, davi, "https://pay.example.com") → piano, 5 %, …/p/piano-in-30-days?by=DAVI.
import { readProgramHead } from "../affiliates/read-program.ts";
import { listRecruitingLinks } from "../affiliates/recruiting-links.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readNames } from "../reports/names.ts";
import type { App } from "./app.ts";
import { managersOf } from "./managers-of.ts";

export interface Managed {
  product: { id: string; name: string };
  slug: string | null;
  contract: string;
  share: string | null;
  link: string | null;
  others: { id: string; name: string }[];
}

export async function listManaged(
  app: App,
  { ws, party }: { ws: number; party: Uuid },
  publicUrl: string,
): Promise<Managed[]> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const all = await managersOf(tx, ws, app.ids.now());
    const own = all.filter((one) => one.party === party);
    const beside = all.filter((one) => own.some(({ product }) => product === one.product));
    const parties = beside.map((one) => one.party);
    const names = await readNames(tx, ws, { parties, products: own.map((one) => one.product) });
    const links = await listRecruitingLinks(tx, ws, party);
    const base = publicUrl.replace(/\/$/, "");
    const found: Managed[] = [];
    for (const { product, contract, share } of own) {
      const slug = (await readProgramHead(tx, ws, product))?.slug ?? null;
      const code = links.find((one) => one.product === product)?.code;
      const others = beside.filter((one) => one.product === product && one.party !== party);
      found.push({
        product: { id: publicId("product", product), name: names.product(product) },
        contract: publicId("contract", contract),
        ...{ slug, share },
        link: slug === null || code === undefined ? null : `${base}/p/${slug}?by=${encodeURIComponent(code)}`,
        others: others.map((one) => ({ id: publicId("party", one.party), name: names.party(one.party) })),
      });
    }
    return found;
  });
}
