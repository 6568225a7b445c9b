// The sales of a batch that were placed already, by their source and the source's own id: the same one twice
// in a batch is posted once. No key of both is spelled, because this runs for every sale.
// Example: after add(s1 of api), get({ source: "api", externalId: "s1" }) → it; of stripe → undefined.
import type { SaleFacts } from "../sales/facts.ts";
import type { NewSale } from "../sales/insert-sales.ts";

export class PlacedSales {
  readonly #bySource = new Map<string, Map<string, NewSale>>();

  get({ source, externalId }: SaleFacts): NewSale | undefined {
    return this.#bySource.get(source)?.get(externalId);
  }

  add(sale: NewSale): void {
    const { source, externalId } = sale.facts;
    const sales = this.#bySource.get(source) ?? new Map<string, NewSale>();
    if (sales.size === 0) this.#bySource.set(source, sales);
    sales.set(externalId, sale);
  }
}
