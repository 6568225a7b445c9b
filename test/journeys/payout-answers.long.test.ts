// What the bank answers, brought as a file over HTTP: rejected and given back are payable again, arrived is
// settled, once however often it is told; other amounts and unknown references are listed and book nothing. A
// schedule pays by itself where one person suffices; what a partner asks for comes with the next run.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { schedulePayouts } from "../../src/flows/schedule-payouts.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { runReference } from "../../src/payouts/payout-reference.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:';

describe("what the bank answers", { timeout: 120_000 }, () => {
  let shop: Shop;
  let ana: TestPerson;
  const partners: Speaker[] = [];
  let payouts: Parsed[];
  let run: Parsed;

  const as = async (method: string, path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await ana.send({ method: method as "GET", url, ...(payload ? { payload } : {}) });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return String(answer.headers["content-type"]).includes("json") ? answer.json() : answer.body;
  };
  const bring = async (text: string) => {
    const form = new FormData();
    form.append("file", new Blob([text], { type: "text/xml" }), "answer.xml");
    const encoded = new Response(form);
    const payload = Buffer.from(await encoded.arrayBuffer());
    const type = encoded.headers.get("content-type") ?? "";
    const { status, body } = await shop.send("POST", "/bank-answers", payload, { "content-type": type });
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  const states = async () => (await as("GET", `/payouts?run=${run.id}`)).data.map((one: Parsed) => one.state);
  const booked = (way: string, reference: string, amount: string, more = "") =>
    `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls>
     <Refs><EndToEndId>${reference}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt>${more}</TxDtls></NtryDtls></Ntry>`;
  const camt = (...entries: string[]) =>
    `${XML}camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>${entries.join("")}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;

  beforeAll(async () => {
    shop = await openShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where);
    const sepa = { rail: "sepa", name: "Piano School", iban: "NL91ABNA0417164300" };
    await as("POST", "/paying-accounts", { account: sepa });
    for (const name of ["bruno", "carla", "dora", "eva"]) {
      const one = await speaksFor(shop, name);
      const told = { party: one.party, currency: "EUR", amount: 12_050, asOf: "2025-12-31", note: "n" };
      const { id } = await as("POST", "/opening-balances", told);
      await one.post(`/opening-balances/${id}/confirm`);
      await one.post("/payout-method", {
        method: { kind: "iban", holder: name, iban: "DE89370400440532013000" },
      });
      partners.push(one);
    }
    run = await as("POST", "/payout-runs", {});
    // One who may approve alone: it takes no second.
    expect(run.fourEyes).toBe(false);
    run = await as("POST", `/payout-runs/${run.id}/approve`);
    await as("GET", `/payout-runs/${run.id}/files/${run.files[0].name}`);
    payouts = (await as("GET", `/payouts?run=${run.id}`)).data;
  }, 90_000);
  afterAll(() => shop?.door.close());

  test("pain.002: one rejected, the others accepted", async () => {
    const [first, second] = payouts;
    const tell = (reference: string, status: string, more = "") =>
      `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts>${more}</TxInfAndSts>`;
    const why = "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>";
    const answer = await bring(`${XML}pain.002.001.10"><CstmrPmtStsRpt><OrgnlPmtInfAndSts>
      ${tell(first.reference, "RJCT", why)}${tell(second.reference, "ACSP")}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`);
    expect(answer).toMatchObject({ kind: "pain.002", said: 2, applied: 1, known: 1, differences: [] });
    expect(answer.outcomes).toEqual({ settled: 0, failed: 1, returned: 0 });
    expect(await states()).toEqual(["failed", "in_transit", "in_transit", "in_transit"]);
    const payee = partners.find((one) => one.party === first.party.id) as Speaker;
    expect((await payee.get("/balances")).balances).toMatchObject([{ available: 12_050, inTransit: 0 }]);
  });

  test("camt.054: arrived, of another amount, unknown; and the same file again", async () => {
    const [first, second, third, fourth] = payouts;
    const text = camt(
      booked("DBIT", second.reference, "120.50"),
      booked("DBIT", third.reference, "120.5"),
      booked("DBIT", fourth.reference, "120.51"),
      booked("DBIT", first.reference, "120.50"),
      booked("DBIT", "P0000000000000X", "1.00"),
      booked("DBIT", "RENT-2026-02", "900.00"),
    );
    const answer = await bring(text);
    expect(answer).toMatchObject({ said: 4, applied: 2, known: 0 });
    expect(answer.outcomes).toEqual({ settled: 2, failed: 0, returned: 0 });
    expect(answer.differences.map((one: Parsed) => one.code).sort()).toEqual([
      "contradicts",
      "unknown_reference",
      "wrong_amount",
    ]);
    expect(await states()).toEqual(["failed", "settled", "settled", "in_transit"]);
    expect((await bring(text)).id).toBe(answer.id);
    expect(await as("GET", `/bank-answers/${answer.id}`)).toEqual(answer);
    const spoken = async (said: string) =>
      (await as("GET", `/payouts?answer=${answer.id}${said}`)).data
        .map((one: Parsed) => one.reference)
        .sort();
    const of = (...some: Parsed[]) => some.map((one) => one.reference).sort();
    expect(await spoken("")).toEqual(of(first, second, third, fourth));
    expect(await spoken("&said=settled")).toEqual(of(second, third));
    expect(await spoken("&said=differs")).toEqual(of(first, fourth));
    expect(await spoken("&said=known")).toEqual([]);
    const ofAny = (await as("GET", "/payouts?said=settled")).data;
    expect(of(...ofAny)).toEqual(of(second, third));

    expect((await as("GET", "/attention")).payouts).toEqual({ runs: [], answers: 1 });
    const dealt = await as("POST", `/bank-answers/${answer.id}/dealt-with`);
    expect(dealt).toMatchObject({ id: answer.id, dealt: { by: "Person 1" } });
    await as("POST", `/bank-answers/${answer.id}/dealt-with`);
    expect((await as("GET", "/attention")).payouts.answers).toBe(0);
    expect((await as("GET", "/bank-answers")).data[0]).toEqual(dealt);
  });

  test("a return after it had arrived, told twice", async () => {
    const [, second] = payouts;
    const back = "<RtrInf><Rsn><Cd>MD07</Cd></Rsn></RtrInf>";
    expect(await bring(camt(booked("CRDT", second.reference, "120.50", back)))).toMatchObject({
      ...{ applied: 1, outcomes: { settled: 0, failed: 0, returned: 1 } },
    });
    const again = await bring(`${camt(booked("CRDT", second.reference, "120.50", back))}\n`);
    expect(again).toMatchObject({ applied: 0, known: 1 });
    const known = (await as("GET", `/payouts?answer=${again.id}&said=known`)).data;
    expect(known.map((one: Parsed) => one.id)).toEqual([second.id]);
    const { payouts: next } = await as("POST", "/payout-runs/preview", { rates: [] });
    const told = new Map(next.map((one: Parsed) => [one.party.id, one.cameBack]));
    expect(told.get(second.party.id)).toMatchObject({
      payout: second.id,
      reason: expect.stringMatching(/^MD07/),
    });
    expect(told.get(payouts[0].party.id)).toMatchObject({ payout: payouts[0].id });
    expect(told.get(payouts[2].party.id) ?? null).toBeNull();
    await tellsWhoApproves(second.id);
    expect(await states()).toEqual(["failed", "returned", "settled", "in_transit"]);
    expect((await verifyBooks(shop.door.app, shop.ws)).disagreements).toEqual([]);
  });

  /** The run that waits says the same of the two, and only of them; once it is taken back nothing. */
  async function tellsWhoApproves(came: string) {
    const next = await as("POST", "/payout-runs", {});
    expect(next.cameBack).toBe(2);
    const all = (await as("GET", `/payouts?run=${next.id}`)).data;
    const marked = (await as("GET", `/payouts?run=${next.id}&cameBack=true`)).data;
    expect(marked).toEqual(all.filter((one: Parsed) => one.cameBack !== null));
    expect(marked.map((one: Parsed) => one.cameBack.payout).sort()).toEqual([payouts[0].id, came].sort());
    expect((await as("GET", `/payouts/${marked[0].id}`)).cameBack).toEqual(marked[0].cameBack);
    expect((await as("POST", `/payout-runs/${next.id}/withdraw`)).cameBack).toBe(0);
    expect((await as("GET", `/payouts/${marked[0].id}`)).cameBack).toBeNull();
  }

  test("a file booked as one sum without what the bank refused; another sum books nothing", async () => {
    const reference = runReference(parsePublicId("run", run.id) as Uuid);
    const sum = (amount: string) =>
      camt(`<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <NtryDtls><Btch><MsgId>${reference}</MsgId></Btch></NtryDtls></Ntry>`);
    const wrong = await bring(sum("300.00"));
    expect(wrong).toMatchObject({ applied: 0, differences: [{ reference, code: "wrong_amount" }] });
    expect(wrong.differences[0]).toMatchObject({ told: 30_000, expected: 36_150, currency: "EUR" });
    expect(await bring(sum("361.50"))).toMatchObject({ applied: 1, known: 2, differences: [] });
    expect(await states()).toEqual(["failed", "returned", "settled", "settled"]);
    expect((await verifyBooks(shop.door.app, shop.ws)).disagreements).toEqual([]);
  });

  test("a partner asks; the schedule takes it up and pays by itself, once a day", async () => {
    const payee = partners.find((one) => one.party === payouts[0].party.id) as Speaker;
    const none = partners.find((one) => one.party === payouts[2].party.id) as Speaker;
    expect((await none.post("/payout-requests", { currency: "EUR" })).body.code).toBe("below_minimum");
    expect((await payee.post("/payout-requests", { currency: "EUR" })).status).toBe(200);
    expect((await payee.post("/payout-requests", { currency: "EUR" })).body.code).toBe(
      "payout_asked_already",
    );
    const noon = { ...shop.door.app.ids, now: () => Date.UTC(2026, 11, 2, 12) };
    const made = await schedulePayouts({ ...shop.door.app, ids: noon }, shop.ws);
    expect(made).not.toBeNull();
    expect(await schedulePayouts({ ...shop.door.app, ids: noon }, shop.ws)).toBeNull();
    const [latest] = (await as("GET", "/payout-runs")).data;
    expect(latest).toMatchObject({ scheduled: true, state: "paying", madeBy: "Schedule" });
    expect((await payee.get("/payout-details")).requests).toEqual([]);
  });
});
