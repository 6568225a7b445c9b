// The business of the domain's first worked case: platform 9.9 % + 0.50, bruno 10 %, carla affiliate at 35 %
// under the code CARLA, recruited by davi. 100.00 paid → market 10.40, carla 31.36, bruno 5.82, producer
// 52.42.
import { AGREED, type Answered, openShop, type Shop } from "./open-shop.ts";

export interface PianoShop extends Shop {
  product: string;
  contract: string;
  party: Record<"market" | "bruno" | "carla" | "davi", string>;
  /** 100.00 USD by carla, unless told. */
  sell(externalId: string, more?: object): Promise<Answered>;
}

export async function openPianoShop(timeZone = "UTC"): Promise<PianoShop> {
  const shop = await openShop(undefined, timeZone);
  const make = async (kind: string, ref: string) =>
    (await shop.make("/parties", { kind, name: ref[0]?.toUpperCase() + ref.slice(1), ref })).id;
  const party = {
    market: await make("platform", "market"),
    bruno: await make("partner", "bruno"),
    carla: await make("partner", "carla"),
    davi: await make("partner", "davi"),
  };
  const platformFee = { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } };
  const made = await shop.make("/products", {
    name: "Piano in 30 days",
    externalId: "piano",
    terms: { platformFee },
  });
  const product = made.id as string;
  // From long ago: sales of the past may be told.
  const agreed = { product, party: party.bruno, share: "0.10", starts: "2020-01-01T00:00:00Z", ...AGREED };
  const contract = (await shop.make("/contracts", agreed)).id;
  const carla = { product, party: party.carla, code: "CARLA", rate: "0.35", recruitedBy: party.davi };
  await shop.make("/affiliations", carla);
  const sell = (externalId: string, more: object = {}) =>
    shop.post("/sales", {
      externalId,
      product,
      currency: "USD",
      paid: 10000,
      affiliate: { code: "CARLA" },
      ...more,
    });
  return { ...shop, product, contract, party, sell };
}

/** Who got how much: { Bruno: 582, … }. */
export function amountsOf(lines: { party: { name: string }; amount: number }[]): Record<string, number> {
  return Object.fromEntries(lines.map((line) => [line.party.name, line.amount]));
}
