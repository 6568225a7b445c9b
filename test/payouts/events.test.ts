// What Stripe and PayPal tell of payouts by themselves: known by their signature and nothing else, booked
// like a bank's answer, and told again it changes nothing.
import { execFileSync } from "node:child_process";
import { createSign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { setPayingAccount } from "../../src/flows/change-payout-settings.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listAnswers } from "../../src/payouts/bank-answers.ts";
import type { Payout } from "../../src/payouts/payout.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { signStripe } from "../../src/sources/stripe-signature.ts";
import { openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";

const SECRET = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH";
const WEBHOOK = "8PT597110X687430LKGECATA";

/** A key and a certificate of its own, made for this run. */
function makeCertificate(): { key: string; certificate: string } | null {
  const folder = mkdtempSync(join(tmpdir(), "partage-cert-"));
  try {
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test.example"];
    execFileSync("openssl", [...made, "-keyout", key, "-out", certificate], { stdio: "ignore" });
    return { key: readFileSync(key, "utf8"), certificate: readFileSync(certificate, "utf8") };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("what services tell of payouts", () => {
  const made = makeCertificate();
  let certificates: Server;
  let home: string;
  let shop: PayoutShop;
  let payouts: Payout[];

  beforeAll(async () => {
    certificates = createServer((_, answer) => answer.end(made?.certificate ?? ""));
    await new Promise<void>((resolve) => certificates.listen(0, "127.0.0.1", resolve));
    home = `http://127.0.0.1:${(certificates.address() as AddressInfo).port}`;
    shop = await openPayoutShop({
      partners: 2,
      method: (n) =>
        n === 0
          ? { kind: "stripe", account: "acct_1Partner00xyz" }
          : { kind: "paypal", email: "p@example.com" },
      services: { paypal: home, stripe: home },
    });
    const { app, ws } = shop;
    const stripe = { rail: "stripe", apiKey: "sk_test_12345678", webhookSecret: SECRET } as const;
    await setPayingAccount(app, ws, stripe, "system");
    const paypal = { rail: "paypal", clientId: "client", secret: "secret", environment: "sandbox" } as const;
    await setPayingAccount(app, ws, { ...paypal, webhookId: WEBHOOK }, "system");
    for (const party of shop.parties) await shop.owe(party, 50_000);
    const run = await shop.approved();
    await payRun(app, ws, run);
    payouts = await all();
  });
  afterAll(async () => {
    certificates?.close();
    await shop?.shop.door.close();
  });

  const all = () => inWorkspace(shop.app.db, shop.ws, (tx) => listPayouts(tx, shop.ws, { limit: 10 }));
  const stateOf = async (rail: string) => (await all()).find((one) => one.rail === rail)?.state;
  const send = async (rail: string, body: string, headers: Record<string, string>) => {
    const url = `/hooks/payouts/${rail}/${shop.shop.workspace}`;
    const sent = { "content-type": "application/json", ...headers };
    const answer = await shop.shop.door.server.inject({ method: "POST", url, headers: sent, payload: body });
    return { status: answer.statusCode, code: answer.json().code };
  };
  const signed = (body: string, secret = SECRET, at = Date.now()) => ({
    "stripe-signature": signStripe(body, secret, Math.floor(at / 1000)),
  });
  const transfer = (type: string, more: object = {}) => {
    const { reference, amount } = payouts.find((one) => one.rail === "stripe") as Payout;
    const object = {
      id: "tr_1",
      object: "transfer",
      amount,
      currency: "usd",
      metadata: { reference },
      reversed: false,
    };
    return JSON.stringify({
      id: `evt_${type}`,
      type,
      livemode: false,
      data: { object: { ...object, ...more } },
    });
  };

  test("Stripe: unsigned, wrongly signed, old or of another mode, nothing is booked", async () => {
    const body = transfer("transfer.created");
    expect(await send("stripe", body, {})).toEqual({ status: 401, code: "signature_missing" });
    const other = signed(body, "whsec_AnotherSecretAnotherSecret");
    expect(await send("stripe", body, other)).toEqual({ status: 401, code: "signature_wrong" });
    const old = signed(body, SECRET, Date.now() - 3_600_000);
    expect(await send("stripe", body, old)).toEqual({ status: 401, code: "signature_too_old" });
    const live = body.replace('"livemode":false', '"livemode":true');
    expect((await send("stripe", live, signed(live))).status).toBe(200);
    const wrong = transfer("transfer.created", { amount: 1 });
    expect((await send("stripe", wrong, signed(wrong))).status).toBe(200);
    expect(await stateOf("stripe")).toBe("in_transit");
    const answers = await inWorkspace(shop.app.db, shop.ws, (tx) => listAnswers(tx, shop.ws, { limit: 9 }));
    expect(answers.map((one) => one.differences[0]?.code)).toEqual(["wrong_amount"]);
  });

  test("Stripe: arrived, told twenty times at once, then reversed: returned once", async () => {
    const body = transfer("transfer.created");
    const told = await Promise.all(Array.from({ length: 20 }, () => send("stripe", body, signed(body))));
    expect(new Set(told.map((one) => one.status))).toEqual(new Set([200]));
    expect(await stateOf("stripe")).toBe("settled");
    const back = transfer("transfer.reversed", { reversed: true, amount_reversed: 50_000 });
    for (let i = 0; i < 2; i++) expect((await send("stripe", back, signed(back))).status).toBe(200);
    // An old message that comes late changes nothing.
    const late = body.replace("evt_", "evt_again_");
    expect((await send("stripe", late, signed(late))).status).toBe(200);
    expect(await stateOf("stripe")).toBe("returned");
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });

  test("PayPal: by its certificate alone, from its own hosts alone", async (context) => {
    if (made === null) return context.skip("openssl is not here to make a certificate");
    const { reference } = payouts.find((one) => one.rail === "paypal") as Payout;
    const item = { sender_item_id: reference, amount: { value: "500.00", currency: "USD" } };
    const resource = { payout_batch_id: "B1", transaction_status: "SUCCESS", payout_item: item };
    const body = JSON.stringify({ event_type: "PAYMENT.PAYOUTS-ITEM.SUCCEEDED", resource });
    const headersOf = (text: string, time = new Date().toISOString(), url = `${home}/cert`) => {
      const sign = createSign("RSA-SHA256").update(`id-1|${time}|${WEBHOOK}|${crc32(Buffer.from(text))}`);
      return {
        ...{ "paypal-transmission-id": "id-1", "paypal-transmission-time": time, "paypal-cert-url": url },
        ...{ "paypal-auth-algo": "SHA256withRSA", "paypal-transmission-sig": sign.sign(made.key, "base64") },
      };
    };
    expect((await send("paypal", body, {})).code).toBe("signature_missing");
    expect((await send("paypal", `${body} `, headersOf(body))).code).toBe("signature_wrong");
    const elsewhere = headersOf(body, undefined, "https://paypal.example.com/cert");
    expect((await send("paypal", body, elsewhere)).code).toBe("certificate_not_paypals");
    const old = headersOf(body, new Date(Date.now() - 7_200_000).toISOString());
    expect((await send("paypal", body, old)).code).toBe("signature_too_old");
    expect(await stateOf("paypal")).toBe("in_transit");
    for (let i = 0; i < 2; i++) expect((await send("paypal", body, headersOf(body))).status).toBe(200);
    expect(await stateOf("paypal")).toBe("settled");
    const back = body.replace("SUCCEEDED", "RETURNED").replace('"SUCCESS"', '"RETURNED"');
    expect((await send("paypal", back, headersOf(back))).status).toBe(200);
    expect(await stateOf("paypal")).toBe("returned");
    expect(await shop.balance("payable")).toBe(100_000);
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });

  test("another workspace's address, or none, is refused alike", async () => {
    const body = transfer("transfer.created");
    const url = `/hooks/payouts/stripe/${publicId("ws", "00000000-0000-7000-8000-000000000000")}`;
    const answer = await shop.shop.door.server.inject({
      method: "POST",
      url,
      headers: signed(body),
      payload: body,
    });
    expect(answer.statusCode).toBe(401);
  });
});
