// The real samples that are kept beside the project (deliveries of the platforms' own tools, signature
// vectors): every one is read, and what matters of it is as written here. Without that folder these tests are
// skipped, and counted so.
// Example: PARTAGE_SHARED_DATA=/data npx vitest run test/sources/shared-data.test.ts
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Instant } from "../../src/base/instant.ts";
import { stripeDecimals } from "../../src/base/stripe-units.ts";
import { foldText } from "../../src/sources/csv-mapping.ts";
import { HEADER_WORDS } from "../../src/sources/csv-words.ts";
import { hotmart, readHotmart } from "../../src/sources/hotmart.ts";
import type { Message } from "../../src/sources/message.ts";
import { previewCsv } from "../../src/sources/preview-csv.ts";
import { readCsv } from "../../src/sources/read-csv.ts";
import { readStripe, readStripeObject } from "../../src/sources/stripe.ts";
import { verifyStripe } from "../../src/sources/stripe-signature.ts";
import { body } from "../fixtures/sources/changed.ts";
import { expectSound } from "./check-message.ts";

const ROOT = process.env.PARTAGE_SHARED_DATA ?? resolve(import.meta.dirname, "../../../shared/data");
const isHere = existsSync(join(ROOT, "sources"));
beforeEach(({ skip }) => skip(!isHere, "the samples of real deliveries are not here (PARTAGE_SHARED_DATA)"));

const file = (...path: string[]) => readFileSync(join(ROOT, ...path));
const json = (...path: string[]) => JSON.parse(file(...path).toString("utf8"));

/** Kind and id (or reason) of each message, and the amount where it has one. */
function brief(messages: readonly Message[]) {
  return expectSound(messages).map(briefly);
}

function briefly(message: Message): unknown[] {
  switch (message.kind) {
    case "sale":
      return ["sale", message.externalId, message.paid, message.currency];
    case "refund":
      return ["refund", message.externalId, message.taken];
    case "dispute_opened":
      return ["dispute_opened", message.externalId, message.amount, message.currency];
    case "dispute_closed":
      return ["dispute_closed", message.externalId, message.outcome, message.fee];
    case "enrich":
      return ["enrich", message.refs];
    case "fee":
      return ["fee", message.externalId, message.fees];
    case "ignored":
      return ["ignored", message.reason];
    case "unreadable":
      return ["unreadable", message.problems.map(({ path, code }) => `${path} ${code}`)];
  }
}

describe("Stripe's samples", () => {
  const derived = (name: string) => brief(readStripe(file("sources/stripe/events.derived", `${name}.json`)));

  test.each<[string, unknown[]]>([
    ["charge.succeeded", [["sale", "ch_2O6ygY9e1RjUNIyY1f3ZXmLf", 1000, "USD"]]],
    [
      "charge.refunded",
      [["refund", "pyr_1Q7bZNS88hpHw07jJoJqr11q", { kind: "part", amount: 1421, total: 1421 }]],
    ],
    [
      "charge.refunded.partial",
      [["refund", "pyr_1O4jkVS9lowfYeb6J3mlCr5f", { kind: "part", amount: 671, total: 671 }]],
    ],
    ["charge.dispute.created", [["dispute_opened", "dp_0O6zDG9e1RjUNIyYTNmy7BEF", 1000, "USD"]]],
    ["charge.dispute.closed.won", [["dispute_closed", "dp_0O6yil9e1RjUNIyY9vrAN9Ln", "won", 0]]],
    ["charge.dispute.closed.lost", [["dispute_closed", "dp_0O6ymm9e1RjUNIyYxWv4K8SS", "lost", 1500]]],
    [
      "checkout.session.completed",
      [["enrich", ["pi_derived_1", "cs_test_a1YS1URlnyQCN5fUUduORoQ7Pw41PJqDWkIVQCpJPqkfIhd6tVY8XB1OLY"]]],
    ],
    ["invoice.paid", [["enrich", ["in_1Pgc6tB7WZ01zgkWu9fdqL6I"]]]],
    ["payout.paid", [["ignored", "payout.paid"]]],
    ["payout.failed", [["ignored", "payout.failed"]]],
    ["transfer.created", [["ignored", "transfer.created"]]],
  ])("%s", (name, expected) => {
    expect(derived(name)).toEqual(expected);
  });

  test("every derived event and published object is answered", () => {
    const names = (folder: string) => readdirSync(join(ROOT, "sources/stripe", folder));
    expect(names("events.derived").length).toBe(11);
    for (const name of names("events.derived"))
      expectSound(readStripe(file("sources/stripe/events.derived", name)));
    const kinds = new Map(
      names("fixtures3").map((name) => [
        name,
        expectSound(readStripeObject(file("sources/stripe/fixtures3", name)))[0]?.kind,
      ]),
    );
    expect([...kinds].filter(([, kind]) => kind !== "unreadable")).toEqual([
      ["balance_transaction.json", "fee"],
      ["charge.json", "ignored"],
      ["checkout.session.json", "ignored"],
      ["dispute.json", "ignored"],
      ["invoice.json", "ignored"],
    ]);
  });

  test("every signature vector is believed or refused as it says", () => {
    const { vectors } = json("sources/stripe/signature.vectors.json") as {
      vectors: {
        body: string;
        secret: string;
        header: string;
        timestamp: number;
        now?: number;
        valid: boolean;
      }[];
    };
    expect(vectors.length).toBe(5);
    for (const vector of vectors) {
      const result = verifyStripe({
        headers: { "stripe-signature": vector.header },
        body: body(vector.body),
        secrets: [vector.secret],
        now: ((vector.now ?? vector.timestamp) * 1000) as Instant,
      });
      expect([vector.header, vector.body, result.isGenuine]).toEqual([
        vector.header,
        vector.body,
        vector.valid,
      ]);
    }
  });

  test("its decimals are those of the table of minor units, UGX aside (two decimals that are always 00)", () => {
    const { rows } = json("currencies/minor-units.json") as {
      rows: { code: string; stripe: number | null }[];
    };
    const other = rows
      .filter(({ code, stripe }) => stripe !== null && stripeDecimals(code) !== stripe)
      .map(({ code }) => code);
    expect(rows.length).toBeGreaterThan(150);
    expect(other).toEqual(["UGX"]);
  });
});

describe("Hotmart's samples", () => {
  const ID = "HP16015479281022";

  test.each<[string, unknown[]]>([
    ["purchase_approved", [["sale", ID, 150_000, "BRL"]]],
    [
      "purchase_complete",
      [
        ["sale", ID, 150_000, "BRL"],
        ["dispute_closed", `${ID}:protest`, "won", 0],
      ],
    ],
    ["purchase_approved.docs-example", [["sale", "HP02316330308193", 13_400, "BRL"]]],
    [
      "purchase_refunded",
      [
        ["refund", `${ID}:refund`, { kind: "total", total: 150_000 }],
        ["dispute_closed", `${ID}:protest`, "won", 0],
      ],
    ],
    ["purchase_protest", [["dispute_opened", `${ID}:protest`, 150_000, "BRL"]]],
    [
      "purchase_chargeback",
      [
        ["dispute_closed", `${ID}:protest`, "won", 0],
        ["dispute_opened", `${ID}:chargeback`, 150_000, "BRL"],
        ["dispute_closed", `${ID}:chargeback`, "lost", 0],
      ],
    ],
    ["purchase_canceled", [["ignored", "purchase_canceled"]]],
    ["purchase_expired", [["ignored", "purchase_expired"]]],
    ["subscription_cancellation", [["ignored", "subscription_cancellation"]]],
    ["switch_plan", [["ignored", "switch_plan"]]],
    ["update_subscription_charge_date", [["ignored", "update_subscription_charge_date"]]],
    ["club_first_access", [["ignored", "club_first_access"]]],
    ["club_module_completed", [["ignored", "club_module_completed"]]],
    ["api.sales-history", [["unreadable", ["event missing", "version unknown_version"]]]],
  ])("%s", (name, expected) => {
    expect(brief(readHotmart(file("sources/hotmart", `${name}.json`)))).toEqual(expected);
  });

  test("approved and complete of the test tool are one sale", () => {
    const [approved] = readHotmart(file("sources/hotmart/purchase_approved.json"));
    const [complete] = readHotmart(file("sources/hotmart/purchase_complete.json"));
    expect({ ...complete, regains: null }).toEqual({ ...approved, regains: null });
    expect(approved).toMatchObject({
      isTest: true,
      chargeId: "HP02316330308193",
      fees: [{ party: "hotmart", amount: 14_950 }],
      reported: [
        { role: "processor_fee", amount: 14_950 },
        { role: "producer", amount: 135_050 },
      ],
      affiliate: { ref: "Q58388177J", reportedCommission: null },
      instalments: 12,
      subscription: { ref: "I9OT62C3", charge: null },
    });
  });

  test("an older delivery carries its token in the body", () => {
    const bytes = file("sources/hotmart/update_subscription_charge_date.json");
    const verify = (secret: string) =>
      hotmart.verify({ headers: {}, body: bytes, secrets: [secret], now: 0 as Instant });
    expect([verify("REDACTED-HOTTOK").isGenuine, verify("another").isGenuine]).toEqual([true, false]);
  });

  test("every column of the detailed export that tells money, dates or ids has its place", () => {
    const { columns } = json("sources/hotmart/csv.modelo-detalhado.columns.json") as { columns: string[] };
    const known = new Set(HEADER_WORDS.flatMap(([, words]) => words));
    expect(columns.filter((column) => !known.has(foldText(column)))).toEqual([
      "Venda feita como",
      "Nome deste preço",
      "Taxa de conversão (moeda de recebimento)",
      "Telefone",
      "Documento",
      "Instagram",
    ]);
  });
});

describe("a sales pipeline, and the same file after a spreadsheet had it", () => {
  const read = async (name: string) => {
    const bytes = file("crm", name);
    const { mapping, guess } = await previewCsv(bytes, { timeZone: "UTC", currency: "USD" });
    const sales = new Map<string, string>();
    let others = 0;
    for await (const { messages, errors } of readCsv([bytes], mapping)) {
      expect(errors).toEqual([]);
      for (const message of messages) {
        if (message.kind === "sale")
          sales.set(message.externalId, `${message.at} ${message.paid} ${message.product?.ref}`);
        else others += 1;
      }
    }
    return { sales, others, format: mapping.dateFormat, unsure: guess.unsure };
  };

  test("are the same 4,238 sales, read by iso and by month-day dates", async () => {
    const plain = await read("sales_pipeline.csv");
    const damaged = await read("sales_pipeline.excel-dates.csv");
    expect([plain.format, damaged.format, plain.unsure, damaged.unsure]).toEqual(["iso", "mdy", [], []]);
    expect([plain.sales.size, plain.others]).toEqual([4238, 4562]);
    expect(damaged.sales).toEqual(plain.sales);
  });
});
