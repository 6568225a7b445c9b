// Hotmart's deliveries one by one: what each becomes, what Hotmart pays itself, and what is refused.
// Example: full_price 197.00 BRL with a commission of 19.90 for the marketplace → paid 19700, fee 1990.
import { describe, expect, test } from "vitest";
import { readHotmart } from "../../src/sources/hotmart.ts";
import type { Message } from "../../src/sources/message.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import { APPROVED_AT, commission, delivery, money } from "../fixtures/sources/hotmart-deliveries.ts";
import { expectSound, only } from "./check-message.ts";

const _EVENT_AT = APPROVED_AT + 3_600_000;
const read = (event: string, changes: Changes = {}): readonly Message[] =>
  expectSound(readHotmart(body(delivery(event, changes))));
const sale = (data: Changes = {}) => only(read("PURCHASE_APPROVED", { data }), "sale");

function problemsOf(messages: readonly Message[]): string[] {
  return only(messages, "unreadable").problems.map(({ path, code }) => `${path} ${code}`);
}

describe("a purchase", () => {
  test("is a sale under its transaction, with what Hotmart pays itself", () => {
    expect(sale()).toEqual({
      kind: "sale",
      version: 1,
      source: "hotmart",
      isTest: false,
      externalId: "HP1000000001",
      chargeId: "HP1000000001",
      line: null,
      refs: [],
      regains: { dispute: "HP1000000001:chargeback", toldAt: APPROVED_AT + 3_600_000 },
      product: { ref: "777001", name: "Violão do zero", offerRef: "of7k2" },
      at: APPROVED_AT,
      currency: "BRL",
      paid: 19_700,
      tax: 0,
      shipping: 0,
      discount: null,
      fees: [{ party: "hotmart", amount: 1990 }],
      feesRef: null,
      reported: [
        { role: "processor_fee", ref: null, name: null, amount: 1990, currency: "BRL" },
        { role: "producer", ref: null, name: null, amount: 10_326, currency: "BRL" },
        { role: "affiliate", ref: null, name: null, amount: 5305, currency: "BRL" },
        { role: "coproducer", ref: null, name: null, amount: 2079, currency: "BRL" },
      ],
      paidAtSource: [
        { role: "processor_fee", ref: null, name: null, amount: 1990 },
        { role: "producer", ref: null, name: null, amount: 10_326 },
        { role: "affiliate", ref: null, name: null, amount: 5305 },
        { role: "coproducer", ref: null, name: null, amount: 2079 },
      ],
      notes: [],
      buyer: { email: "joao@example.com", name: "João Lima", reference: null, country: "BR" },
      affiliate: { ref: "A1234567B", name: "Carla Souza", email: null, reportedCommission: 5305 },
      subscription: { ref: "SUB77", plan: "Mensal", charge: 2, isFirst: false },
      paymentMethod: "pix",
      instalments: null,
      coupon: "DEZ",
      clickId: "click-55",
      metadata: {},
    });
  });

  test("approved and complete is the same sale, word for word", () => {
    const [first] = read("PURCHASE_APPROVED");
    const [again, closed] = read("PURCHASE_COMPLETE");
    expect(again).toEqual(first);
    expect(closed).toMatchObject({
      kind: "dispute_closed",
      externalId: "HP1000000001:protest",
      outcome: "won",
      onlyIfOpen: true,
    });
  });

  test("CO_PRODUCER is COPRODUCER", () => {
    const roles = sale({
      commissions: [commission("CO_PRODUCER", 1), commission("COPRODUCER", 2)],
    }).reported.map(({ role }) => role);
    expect(roles).toEqual(["coproducer", "coproducer"]);
  });

  test("an order bump is its own sale on the charge of its parent", () => {
    const bump = sale({
      purchase: { order_bump: { is_order_bump: true, parent_purchase_transaction: "HP0999" } },
    });
    expect([bump.externalId, bump.chargeId]).toEqual(["HP1000000001", "HP0999"]);
    const main = { order_bump: { is_order_bump: false, parent_purchase_transaction: "HP0999" } };
    expect(sale({ purchase: main }).chargeId).toBe("HP1000000001");
  });

  test("decimals are read from the text of the body", () => {
    const text = JSON.stringify(delivery("PURCHASE_APPROVED"))
      .replaceAll('"value":197', '"value":1497.00')
      .replace("19.9", "19.90");
    const message = only(readHotmart(body(text)), "sale");
    expect([message.paid, message.fees]).toEqual([149_700, [{ party: "hotmart", amount: 1990 }]]);
    for (const [spelling, minor] of [
      ["0.1", 10],
      ["1.23e2", 12_300],
      ["1E-2", 1],
      ["9007199254740.99", 900_719_925_474_099],
    ] as const) {
      const other = JSON.stringify(delivery("PURCHASE_APPROVED")).replaceAll(
        '"value":197',
        `"value":${spelling}`,
      );
      expect([spelling, only(readHotmart(body(other)), "sale").paid]).toEqual([spelling, minor]);
    }
  });

  test("a time may come as text, and the date of purchase stands in for the approval", () => {
    expect(sale({ purchase: { approved_date: undefined, order_date: String(APPROVED_AT) } }).at).toBe(
      APPROVED_AT,
    );
  });

  test("a test delivery of Hotmart's tool is shown as such", () => {
    expect(sale({ product: { id: 0 } }).isTest).toBe(true);
  });
});

describe("what was paid above the price", () => {
  test("is tax that the marketplace collects, passed on by Hotmart", () => {
    const message = sale({ purchase: { full_price: money(242.31) } });
    expect([message.paid, message.tax, message.fees]).toEqual([
      24_231,
      4531,
      [{ party: "hotmart", amount: 1990 }],
    ]);
    expect(message.paidAtSource.at(-1)).toEqual({ role: "tax", ref: null, name: "hotmart", amount: 4531 });
  });

  test("is interest when the buyer pays in instalments: Hotmart's own", () => {
    const message = sale({
      purchase: { full_price: money(236.4), payment: { installments_number: 12, type: "CREDIT_CARD" } },
    });
    expect([message.paid, message.tax, message.instalments]).toEqual([23_640, 0, 12]);
    expect(message.fees).toEqual([{ party: "hotmart", amount: 1990 + 3940 }]);
    expect(message.notes.map(({ code }) => code)).toEqual(["interest"]);
  });

  test("is shipping first, where there is any", () => {
    const message = sale({ purchase: { full_price: money(222.9) }, shipping: { cost: money(25.9) } });
    expect([message.shipping, message.tax]).toEqual([2590, 0]);
  });

  test("is nothing when the price is larger, in another currency, or missing", () => {
    for (const price of [money(300), money(10, "EUR"), undefined])
      expect(sale({ purchase: { price } }).tax).toBe(0);
    expect(sale({ purchase: { full_price: undefined } }).paid).toBe(19_700);
  });
});

describe("commissions in another currency", () => {
  const abroad = { full_price: money(40, "EUR"), price: money(40, "EUR") };

  test("divide what was shared, to the cent", () => {
    const message = sale({
      commissions: [commission("MARKETPLACE", 23.88), commission("PRODUCER", 214.92)],
      purchase: abroad,
    });
    expect(message.fees).toEqual([{ party: "hotmart", amount: 400 }]);
    expect(message.paidAtSource.map(({ amount }) => amount)).toEqual([400, 3600]);
    expect(message.reported[0]).toMatchObject({ amount: 2388, currency: "BRL" });
    expect(message.notes.map(({ code }) => code)).toContain("commissions_converted");
  });

  test("are taken as Hotmart converted them, where that is the sale's currency", () => {
    const converted = {
      ...commission("PRODUCER", 214.92),
      currency_conversion: { converted_value: 35.5, converted_to_currency: "EUR", conversion_rate: 0.165 },
    };
    const message = sale({
      commissions: [commission("MARKETPLACE", 4.5, "EUR"), converted],
      purchase: abroad,
      affiliates: [],
    });
    expect(message.paidAtSource.map(({ amount }) => amount)).toEqual([450, 3550]);
    expect(message.notes).toEqual([]);
  });

  test("leave the fee unknown where nothing leads to the sale's currency", () => {
    const message = sale({
      commissions: [commission("MARKETPLACE", 1), commission("PRODUCER", 2, "USD")],
      purchase: abroad,
    });
    expect([message.fees, message.feesRef]).toEqual([null, "HP1000000001"]);
    expect(message.paidAtSource.map(({ amount }) => amount)).toEqual([null, null]);
    expect(message.notes.map(({ code }) => code)).toContain("fees_unknown");
  });
});

describe("what does not fit is flagged, not refused", () => {
  test.each<[string, Changes]>([
    ["commissions_do_not_add_up", { commissions: [commission("MARKETPLACE", 500)] }],
    ["affiliate_without_commission", { commissions: [commission("PRODUCER", 197)] }],
    ["affiliate_not_named", { affiliates: [{ affiliate_code: "", name: "" }] }],
  ])("%s", (code, data) => {
    expect(sale(data).notes.map((note) => note.code)).toContain(code);
  });
});

describe("what cannot be read says everything that is wrong", () => {
  test.each<[string, Changes, string[]]>([
    ["an older version", { version: "1.0.0" }, ["version unknown_version"]],
    [
      "no event and no version",
      { event: undefined, version: undefined },
      ["event missing", "version unknown_version"],
    ],
    [
      "no product, no transaction",
      { data: { product: undefined, purchase: { transaction: null } } },
      ["data.purchase.transaction missing", "data.product.id missing"],
    ],
    [
      "three decimals of BRL",
      { data: { purchase: { full_price: money(1.234) } } },
      ["data.purchase.full_price.value too_many_places"],
    ],
    [
      "a price in words",
      { data: { purchase: { full_price: money("cem") } } },
      ["data.purchase.full_price.value not_a_number"],
    ],
    [
      "a negative price",
      { data: { purchase: { full_price: money(-5) } } },
      ["data.purchase.full_price.value negative"],
    ],
    [
      "an unknown currency",
      { data: { purchase: { full_price: money(5, "XXX") } } },
      ["data.purchase.full_price.currency_value unknown_currency"],
    ],
    [
      "an unknown role",
      { data: { commissions: [commission("WIZARD", 5)] } },
      ["data.commissions[0].source unknown_role"],
    ],
    [
      "no time",
      { data: { purchase: { approved_date: undefined, order_date: undefined } } },
      ["data.purchase.approved_date missing"],
    ],
  ])("%s", (_, changes, problems) => {
    expect(problemsOf(expectSound(readHotmart(body(delivery("PURCHASE_APPROVED", changes)))))).toEqual(
      problems,
    );
  });
});

test("commissions that add up to more than any amount are refused", () => {
  const most = Array.from({ length: 12 }, () => commission("PRODUCER", "1e13"));
  const messages = read("PURCHASE_APPROVED", { data: { commissions: most } });
  expect(problemsOf(messages)).toEqual(["data.commissions too_large"]);
});
