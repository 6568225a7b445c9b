// What has to be invoiced by whom, of the statements of a month or of one last day: the producer invoices
// buyers what they paid, less the parts of those whose contract says that each side invoices its own;
// everybody else invoices buyers (`pro_rata`) or the producer for its part. Rows to buyers add up to what
// buyers paid.
// Example: 100.00 paid, bruno 5.82 by `pro_rata` → bruno to buyers 5.82, producer to buyers 94.18
import { parsePublicId, type Uuid } from "../base/id.ts";
import { contractsOfParties } from "../contracts/read-contracts.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { listStatements } from "../statements/read-statements.ts";
import type { ProductSums, Statement } from "../statements/statement.ts";
import { sumBought, sumOwnParts } from "../statements/sum-bought.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";

export interface Invoiced {
  statement: Statement;
  isProducer: boolean;
  isToBuyers: boolean;
  product: { id: Uuid; name: string };
  /** Public id of the contract that says so. */
  contract: string | null;
  invoices: "producer" | "pro_rata";
  sales: number;
  back: number;
  /** Of the two. */
  tax: number;
  /** Of the producer's: what buyers paid in all, less what went back to them. */
  bought: number | null;
}

const AT_ONCE = 500;

/** By statement, newest first; a page at a time. */
export async function* listInvoiced(
  app: App,
  ws: number,
  asked: { until?: string | undefined; month?: string | undefined },
): AsyncGenerator<Invoiced[]> {
  for (let after: number | undefined; ; ) {
    const { rows, last } = await inWorkspace(app.db, ws, async (tx) => {
      const { producer } = await readPostingSettings(tx, ws);
      const found = await listStatements(tx, ws, { ...asked, after, limit: AT_ONCE });
      const parties = [...new Set(found.map((one) => one.party))];
      const contracts = [...(await contractsOfParties(tx, ws, parties)).values()].flat();
      const productOf = new Map<Uuid, Uuid>(contracts.map((one) => [one.id, one.product]));
      const each: Invoiced[] = [];
      for (const one of found) {
        each.push(
          ...(one.party === producer
            ? await ofProducer(tx, ws, one)
            : await ofPartner(tx, ws, one, productOf)),
        );
      }
      return { rows: each, last: found.length < AT_ONCE ? undefined : found.at(-1)?.number };
    });
    yield rows;
    if (last === undefined) return;
    after = last;
  }
}

async function ofProducer(tx: Tx, ws: number, statement: Statement): Promise<Invoiced[]> {
  const all = await sumBought(tx, ws, statement);
  return all.map(({ product, name, sold, back, tax, partsSold, partsBack }) => ({
    ...{ statement, isProducer: true, isToBuyers: true, product: { id: product, name }, contract: null },
    ...{ invoices: "producer", sales: sold - partsSold, back: back - partsBack, tax, bought: sold + back },
  }));
}

/** By the contracts of its statement, whichever product of that name they are about. */
async function ofPartner(
  tx: Tx,
  ws: number,
  statement: Statement,
  productOf: ReadonlyMap<Uuid, Uuid>,
): Promise<Invoiced[]> {
  const rows: Invoiced[] = [];
  for (const product of statement.document.products) {
    const { id, name } = product;
    if (id === null || product.sales + product.refunds + product.chargebacks === 0) continue;
    const agreed = statement.document.terms.filter(
      (term) => productOf.get(parsePublicId("contract", term.contract) as Uuid) === id,
    );
    const about = { statement, isProducer: false, product: { id, name }, tax: 0, bought: null };
    for (const { isProRata, sold, back } of await partsOf(tx, ws, statement, product, agreed)) {
      const invoices = isProRata ? "pro_rata" : "producer";
      const contract = agreed.filter((term) => term.invoices === invoices).at(-1)?.contract ?? null;
      rows.push({ ...about, isToBuyers: isProRata, contract, invoices, sales: sold, back });
    }
  }
  return rows;
}

type Agreed = Pick<Statement["document"]["terms"][number], "invoices">;

async function partsOf(
  tx: Tx,
  ws: number,
  statement: Statement,
  product: ProductSums,
  agreed: readonly Agreed[],
): Promise<{ isProRata: boolean; sold: number; back: number }[]> {
  const isMixed = new Set(agreed.map((one) => one.invoices)).size > 1;
  if (isMixed && product.id !== null) return await sumOwnParts(tx, ws, statement, product.id);
  const isProRata = agreed[0]?.invoices === "pro_rata";
  return [{ isProRata, sold: product.sales, back: product.refunds + product.chargebacks }];
}
