// The products that a party is an affiliate manager of: its share, its recruiting link, and to whom it could
// hand affiliates over. Other managers are named, nothing else of them is told.
// Example: listManaged(app, davi, "https://pay.example.com") → piano, 5 %, …/p/piano-in-30-days?by=DAVI.
import { type AffiliationCounts, countAffiliations } from "../affiliates/count-affiliations.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import { listRecruitingLinks } from "../affiliates/recruiting-links.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readNames } from "../reports/names.ts";
import type { App } from "./app.ts";
import { type Manager, managersOf } from "./managers-of.ts";
import { readShownProgram } from "./show-program.ts";
import { workExample } from "./work-example.ts";

export interface Managed {
  product: { id: string; name: string };
  slug: string | null;
  contract: string;
  share: string | null;
  base: Manager["base"];
  /** What the manager earns of a sale at the product's price. */
  example: { currency: string; paid: number; rate: string; earned: number } | null;
  recruits: AffiliationCounts;
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
    for (const { product, contract, share, base: shareBase } of own) {
      const slug = (await readProgramHead(tx, ws, product))?.slug ?? null;
      const code = links.find((one) => one.product === product)?.code;
      const others = beside.filter((one) => one.product === product && one.party !== party);
      found.push({
        product: { id: publicId("product", product), name: names.product(product) },
        contract: publicId("contract", contract),
        ...{ slug, share, base: shareBase },
        example: await exampleOf(tx, ws, product, { party, at: app.ids.now() }),
        recruits: await countAffiliations(tx, ws, product, party),
        link: slug === null || code === undefined ? null : `${base}/p/${slug}?by=${encodeURIComponent(code)}`,
        others: others.map((one) => ({ id: publicId("party", one.party), name: names.party(one.party) })),
      });
    }
    return found;
  });
}

const SOME_RATE = 300_000 as Ppm;

/** By an affiliate at the rate for everybody. */
async function exampleOf(
  tx: Tx,
  ws: number,
  product: Uuid,
  { party, at }: { party: Uuid; at: number },
): Promise<Managed["example"]> {
  const rate = (await readShownProgram(tx, ws, product, at))?.rate ?? SOME_RATE;
  const worked = await workExample(tx, ws, { product, at, party, rate, isForParty: true });
  if (worked === null) return null;
  const lines = worked.cases.find((one) => one.kind === "affiliate")?.lines ?? [];
  const own = lines.filter((line) => line.own && line.role === "manager");
  const earned = own.reduce((sum, line) => sum + line.amount, 0);
  return { currency: worked.currency, paid: worked.paid, rate: formatRate(rate), earned };
}
