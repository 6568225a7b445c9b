// What has to be invoiced by whom: rows to buyers add up to what buyers paid, whoever invoices; two products
// of one name keep their own contracts; a contract that changed in the month counts by each sale's day; a
// statement that ends before the month does is in the month's file.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { AGREED } from "./open-shop.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import type { TestPerson } from "./test-door.ts";

describe("what has to be invoiced", () => {
  let shop: PianoShop;
  let ana: TestPerson;
  let other: string;

  const issue = (party: string, until: string) => shop.make("/statements", { party, currency: "USD", until });
  const rowsOf = async (query: string) => {
    const url = `/v1/workspaces/${shop.workspace}/invoice-data.csv${query}`;
    const [head, ...lines] = (await ana.send({ method: "GET", url })).body.trim().split(/\r?\n/);
    const names = head?.split(",") ?? [];
    return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
  };

  beforeAll(async () => {
    shop = await openPianoShop();
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    // Another product of the same name, whose contract with davi says that each side invoices its own part.
    other = (await shop.make("/products", { name: "Piano in 30 days", externalId: "piano-2" })).id;
    const agreed = { party: shop.party.davi, share: "0.25", starts: "2020-01-01T00:00:00Z", ...AGREED };
    const { id } = await shop.make("/contracts", { product: other, invoices: "pro_rata", ...agreed });
    await shop.make("/contracts", { product: shop.product, ...agreed, share: "0.05" });
    const sold = { product: other, affiliate: undefined, tax: 700 };
    await shop.sell("a1", { at: "2026-03-05T12:00:00Z" });
    const b1 = (await shop.sell("b1", { ...sold, at: "2026-03-06T12:00:00Z" })).body.id;
    const { status, body } = await shop.post(`/contracts/${id}/versions`, {
      ...{ share: "0.25", invoices: "producer", starts: "2026-03-20T00:00:00Z", ...AGREED },
    });
    expect(status, JSON.stringify(body)).toBe(201);
    await shop.sell("b2", { ...sold, at: "2026-03-25T12:00:00Z" });
    await shop.make(`/sales/${b1}/refunds`, { externalId: "r1", amount: 2000, at: "2026-03-27T12:00:00Z" });
    await issue(shop.party.bruno, "2026-03-15");
    await issue(shop.party.davi, "2026-03-31");
    await issue(shop.producer, "2026-03-31");
  });
  afterAll(() => shop?.door.close());

  test("to buyers go what buyers paid, each part once", async () => {
    const rows = await rowsOf("?month=2026-03");
    const toBuyers = rows.filter((row) => row.Recipient === "buyers");
    const sum = toBuyers.reduce((total, row) => total + Math.round(Number(row.Amount) * 100), 0);
    expect(sum).toBe(3 * 10_000 - 2000);
    const whole = toBuyers.find((row) => row["Product id"] === other && row["Buyers paid"] !== "");
    expect(whole).toMatchObject({ Sales: "176.75", "Taken back": "-15.35", "Buyers paid": "180.00" });
    const own = toBuyers.find((row) => row.Issuer === "Davi");
    expect(own).toMatchObject({ "Product id": other, Invoices: "pro_rata", Sales: "23.25" });
    // The second sale came under the contract's next version, and the other product's contract is another.
    const toProducer = rows.filter((row) => row.Issuer === "Davi" && row.Recipient === "producer");
    expect(toProducer.map((row) => [row["Product id"], row.Sales]).sort()).toEqual(
      [
        [other, "23.25"],
        [shop.product, "2.91"],
      ].sort(),
    );
  });

  test("a month has every statement that ends in it; a day those of that day", async () => {
    const issuers = async (query: string) => new Set((await rowsOf(query)).map((row) => row.Issuer));
    expect(await issuers("?month=2026-03")).toContain("Bruno");
    expect(await issuers("?until=2026-03-31")).not.toContain("Bruno");
    const url = `/v1/workspaces/${shop.workspace}/invoice-data.csv`;
    expect((await ana.send({ method: "GET", url })).statusCode).toBe(422);
  });
});
