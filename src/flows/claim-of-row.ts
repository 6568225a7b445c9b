// From a row of a file, read as a sale in its source's own words, to the sale as a caller would tell it:
// names are not resolved here. Columns that a source's message has no place for (an affiliate's rate, who
// recruited them, who takes the fee) are read from the row itself. Example: product "piano", fee 3.20,
// affiliate "CARLA" → a SaleClaim.
import { parsePublicId, type Uuid } from "../base/id.ts";
import { parseRate } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { PartyName } from "../parties/party.ts";
import type { ProductName } from "../products/product.ts";
import type { SideFacts } from "../sales/facts.ts";
import type { SaidMapping } from "../sources/columns-mapping.ts";
import type { SaleMessage } from "../sources/message.ts";
import type { AffiliateSaid } from "./name-affiliates.ts";
import type { SaleClaim } from "./resolve-sale.ts";

export type CsvCells = Readonly<Record<string, string>>;

/** How the product may be named: our id, a source's name, an external id, in the order to be tried. */
export function productNames(ref: string): ProductName[] {
  const id = parsePublicId("product", ref);
  return id === null ? [{ ref }, { externalId: ref }] : [id];
}

/** `product` is the one of productNames that leads somewhere. Throws 422 `invalid_rate`. */
export function claimOfRow(
  message: SaleMessage,
  product: ProductName,
  columns: SaidMapping["columns"],
  cells: CsvCells,
): SaleClaim {
  const { buyer } = message;
  const hasBuyer = buyer !== null && (buyer.email ?? buyer.name ?? buyer.reference) !== null;
  const feeParty = cellOf(cells, columns.feeParty);
  return {
    source: message.source,
    externalId: message.externalId,
    product,
    offer: offerOf(message),
    happenedAt: message.at,
    happenedAtStated: true,
    currency: message.currency,
    paid: message.paid,
    tax: message.tax,
    shipping: message.shipping,
    fees: (message.fees ?? [])
      .filter((fee) => fee.amount > 0)
      .map((fee) => ({ party: partyName(feeParty ?? fee.party), amount: fee.amount })),
    affiliate: affiliateOf(message, columns, cells),
    charge: message.chargeId === message.externalId ? null : message.chargeId,
    side: sideOf(message),
    metadata: Object.keys(message.metadata).length === 0 ? null : message.metadata,
    buyer: hasBuyer ? { email: buyer.email, name: buyer.name, reference: buyer.reference } : null,
  };
}

function offerOf({ product }: SaleMessage): SaleClaim["offer"] {
  const ref = product?.offerRef ?? null;
  return ref === null ? null : (parsePublicId("offer", ref) ?? { externalId: ref });
}

function affiliateOf(
  message: SaleMessage,
  columns: SaidMapping["columns"],
  cells: CsvCells,
): AffiliateSaid | null {
  if (message.affiliate === null) return null;
  const text = cellOf(cells, columns.affiliateRate);
  const recruiter = cellOf(cells, columns.recruitedBy);
  const recruitedBy = recruiter === null ? undefined : partyName(recruiter);
  if (text === null) return { code: message.affiliate.ref, recruitedBy };
  const rate = parseRate(text);
  if (rate === undefined || rate > 1_000_000) {
    const said = 'is not a rate such as "0.35"';
    const details = [{ path: "affiliateRate", code: "invalid_rate", message: said }];
    throw new Refusal(422, "invalid_rate", `affiliateRate ${said}.`, { details });
  }
  return { party: partyName(message.affiliate.ref), rate, recruitedBy };
}

function partyName(text: string): PartyName {
  return parsePublicId("party", text) ?? { ref: text };
}

function cellOf(cells: CsvCells, column: string | undefined): string | null {
  return (column === undefined ? "" : (cells[column] ?? "").trim()) || null;
}

function sideOf(message: SaleMessage): SideFacts | null {
  const { subscription, paymentMethod, coupon, buyer } = message;
  const side: SideFacts = {};
  if (message.reported.length > 0) {
    side.reported = message.reported.map(({ role, name, ref, amount, currency }) => ({
      role,
      name: name ?? ref ?? role,
      amount,
      currency,
    }));
  }
  if (subscription?.charge) side.subscription = { ref: subscription.ref, charge: subscription.charge };
  if (paymentMethod !== null) side.paymentMethod = paymentMethod;
  if (coupon !== null) side.coupon = coupon;
  if (buyer?.country) side.country = buyer.country;
  return Object.keys(side).length === 0 ? null : side;
}

/** What the source paid out itself, for the parties that are known by now. */
export function paidAtSourceOf(
  message: SaleMessage,
  producer: Uuid,
  affiliate: Uuid | null,
): NonNullable<SideFacts["paidAtSource"]> {
  return message.paidAtSource.flatMap(({ role, amount }) => {
    const party = role === "producer" ? producer : role === "affiliate" ? affiliate : null;
    return party === null ? [] : [{ party, amount }];
  });
}
