// What an agreed contract promises, the producer cannot take back by editing the product: what would give a
// partner less is refused with the way, and holds only when everybody it touches has accepted.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { watchContracts } from "../../src/flows/watch-contracts.ts";
import { type Joined, openPair, type Pair, TERMS } from "./open-pair.ts";

const USE = { termsOfUse: 2 } as const;

describe("fees that a contract promises", () => {
  let pair: Pair;
  let bruno: Joined;
  let carla: Joined;
  let market: string;
  const fee = (rate: string, more: object = {}) => ({
    platformFee: { party: market, rate, ...more },
    processorFee: { bearer: "producer" },
  });
  const put = (terms: object) => pair.asAna("POST", `/products/${pair.product}/terms`, terms);
  const propose = (terms: object) =>
    pair.asAna("POST", `/products/${pair.product}/terms/proposals`, { ...terms, ...USE });
  const newest = async () => (await pair.shop.get(`/products/${pair.product}/terms`)).body.data[0];

  beforeAll(async () => {
    pair = await openPair();
    market = (await pair.shop.make("/parties", { kind: "platform", name: "Market" })).id;
    expect((await put(fee("0.10"))).status).toBe(201);
    bruno = await pair.join("bruno@example.com");
    carla = await pair.join("carla@example.com", { share: "0.20" });
  });
  afterAll(() => pair.shop.door.close());

  test("stand in the agreement, and of what the producer bears only that", async () => {
    const { body } = await bruno.ask("GET", `/contracts/${bruno.contract}/versions/1/agreement`);
    const rows = new Map(body.document.inWords.en);
    expect(rows.get("Platform fee")).toBe("10 % to Market, taken before the split");
    expect(rows.get("Processor's fee")).toBe("borne by the producer alone");
    const { body: story } = await bruno.ask("GET", `/contracts/${bruno.contract}`);
    expect(new Map(story.versions[0].inWords.en).get("Platform fee")).toContain("10 % to Market");
  });

  test.each([
    ["a higher platform fee", () => fee("0.12"), "platform_fee"],
    ["a fixed part", () => fee("0.10", { fixed: { USD: 50 } }), "platform_fee"],
    ["the processor's fee shared", () => ({ ...fee("0.10"), processorFee: {} }), "processor_fee"],
    ["affiliates paid of gross", () => ({ ...fee("0.10"), affiliate: { base: "gross" } }), "affiliate_base"],
    ["fees kept shared", () => ({ ...fee("0.10"), unreturnedFees: "pro_rata" }), "unreturned_fees"],
  ])("%s is refused, naming whom it touches and the way", async (_, terms, what) => {
    const { status, body } = await put(terms());
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: "contracts_promise", facts: { lowered: [what] } });
    expect(body.facts.contracts.map((one: { contract: string }) => one.contract).sort()).toEqual(
      [bruno.contract, carla.contract].sort(),
    );
    expect(body.detail).toContain("/terms/proposals");
    expect((await newest()).version).toBe(2);
  });

  test.each([
    ["a lower fee", () => fee("0.09")],
    ["a higher fee that the producer bears", () => fee("0.20", { bearer: "producer" })],
    ["back to shared, no higher than nothing", () => ({ processorFee: { bearer: "producer" } })],
  ])("%s asks nobody", async (_, terms) => {
    const done = await put(terms());
    expect(done.status, JSON.stringify(done.body)).toBe(201);
    const asked = await propose(terms());
    expect(asked.body).toMatchObject({ status: 409, code: "nobody_touched" });
  });

  test("a recorded contract that nobody confirmed binds no fees", async () => {
    const drums = (await pair.shop.make("/products", { name: "Drums" })).id;
    const agreed = { renewals: "at_charge", tail: "none", evidence: "Signed PDF" };
    await pair.shop.make("/contracts", { product: drums, party: bruno.party, share: "0.1", ...agreed });
    expect((await pair.asAna("POST", `/products/${drums}/terms`, fee("0.12"))).status).toBe(201);
  });

  test("one no ends the question for all, and nothing changes", async () => {
    const before = (await newest()).version;
    const asked = await propose(fee("0.12"));
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    const [first, second] = asked.body.data;
    expect(first).toMatchObject({ kind: "fees", state: "open", terms: null, change: second.change });
    expect(new Map(first.inWords.en).get("Platform fee")).toContain("12 % to Market");
    expect(new Map(first.today.en).get("Platform fee")).toBe("none");
    const mine = (who: Joined) =>
      asked.body.data.find((one: { party: { id: string } }) => one.party.id === who.party).id;
    expect((await bruno.ask("GET", `/proposals/${mine(carla)}`)).status).toBe(404);
    const seen = await bruno.ask("GET", `/proposals/${mine(bruno)}`);
    expect(seen.body.today).toEqual(first.today);
    const own = await pair.asAna("POST", `/proposals/${mine(bruno)}/accept`, USE);
    expect(own.body.code).toBe("own_proposal");
    const yes = await bruno.ask("POST", `/proposals/${mine(bruno)}/accept`, USE);
    expect(yes.status, JSON.stringify(yes.body)).toBe(200);
    expect((await newest()).version).toBe(before);
    const no = await carla.ask("POST", `/proposals/${mine(carla)}/decline`, { answer: "Too much." });
    expect(no.body.state).toBe("declined");
    expect((await newest()).version).toBe(before);
  });

  test("it holds for sales from the last acceptance on, and the preview said what it means", async () => {
    const before = (await newest()).version;
    const asked = await propose(fee("0.12"));
    const [first, second] = asked.body.data;
    expect(pair.part(await pair.sell(), bruno.party)).toBe(1000);
    const again = await propose(fee("0.13"));
    expect(again.body).toMatchObject({ status: 409, code: "proposal_open" });
    const whose = (party: string) => (party === bruno.party ? bruno : carla);
    const impact = await whose(first.party.id).ask("GET", `/proposals/${first.id}/impact?days=30`);
    const line = impact.body.currencies[0].parties.find(
      (one: { party: string }) => one.party === first.party.id,
    );
    expect(line.after).toBe(Math.round(line.before * 0.88));
    await whose(first.party.id).ask("POST", `/proposals/${first.id}/accept`, USE);
    expect(pair.part(await pair.sell(), bruno.party)).toBe(1000);
    const last = await whose(second.party.id).ask("POST", `/proposals/${second.id}/accept`, USE);
    expect(last.status, JSON.stringify(last.body)).toBe(200);
    expect((await newest()).version).toBe(before + 1);
    expect(pair.part(await pair.sell(), bruno.party)).toBe(880);
  });

  test("what was agreed is frozen for each partner, hashed, in both languages; not before the last yes", async () => {
    const asked = await propose(fee("0.13"));
    const mine = (who: Joined) =>
      asked.body.data.find((one: { party: { id: string } }) => one.party.id === who.party).id;
    const path = (who: Joined) => `/proposals/${mine(who)}/agreement`;
    await bruno.ask("POST", `/proposals/${mine(bruno)}/accept`, USE);
    expect((await bruno.ask("GET", path(bruno))).body.code).toBe("no_agreement");
    expect((await bruno.ask("GET", `/proposals/${mine(bruno)}`)).body.agreementSha256).toBeNull();
    await carla.ask("POST", `/proposals/${mine(carla)}/accept`, USE);
    const { body } = await bruno.ask("GET", path(bruno));
    expect(createHash("sha256").update(body.text).digest("hex")).toBe(body.sha256);
    expect((await pair.asAna("GET", path(bruno))).body).toEqual(body);
    expect((await bruno.ask("GET", `/proposals/${mine(bruno)}`)).body.agreementSha256).toBe(body.sha256);
    expect(body.document).toMatchObject({
      kind: "fees",
      partner: { id: bruno.party },
      proposed: { side: "producer" },
      accepted: { side: "party", name: "bruno@example.com" },
    });
    expect(new Map(body.document.inWords.en).get("Platform fee")).toContain("13 % to Market");
    expect(body.document.inWords["pt-BR"].length).toBe(body.document.inWords.en.length);
    expect(body.document.example.cases[0].lines.some((line: { own: boolean }) => line.own)).toBe(true);
    // Another's is nobody's to read.
    expect((await bruno.ask("GET", path(carla))).status).toBe(404);
    const pdf = async (who: Joined["who"], home: string) => {
      const url = `/v1${home}${path(bruno)}.pdf?language=pt-BR`;
      const answer = await who.send({ method: "GET", url });
      expect(answer.headers["content-type"]).toBe("application/pdf");
      return answer.rawPayload.toString("hex");
    };
    const first = await pdf(bruno.who, `/partner/${bruno.party}`);
    expect(await pdf(pair.ana, `/workspaces/${pair.shop.workspace}`)).toBe(first);
  });

  test("taking one back takes back all of them", async () => {
    const asked = await propose(fee("0.15"));
    const [first, second] = asked.body.data;
    await pair.asAna("POST", `/proposals/${first.id}/withdraw`);
    const { body } = await pair.asAna("GET", `/proposals/${second.id}`);
    expect(body.state).toBe("withdrawn");
    const late = await (second.party.id === bruno.party ? bruno : carla).ask(
      "POST",
      `/proposals/${second.id}/accept`,
      USE,
    );
    expect(late.status).toBe(409);
  });

  test("nobody answers: all of them have lapsed, by one hourly look", async () => {
    const asked = await propose(fee("0.15"));
    const ids = asked.body.data.map((one: { id: string }) => one.id);
    expect(ids).toHaveLength(2);
    pair.skip(15 * 24 * 60 * 60 * 1000);
    const { app } = pair.shop.door;
    await watchContracts(app, pair.shop.ws);
    await watchContracts(app, pair.shop.ws);
    for (const id of ids) expect((await pair.asAna("GET", `/proposals/${id}`)).body.state).toBe("lapsed");
    const { body } = await pair.shop.get("/events?type=contract.lapsed");
    expect(body.data.map((one: { subject: string }) => one.subject).sort()).toEqual([...ids].sort());
    expect((await propose(fee("0.15"))).status).toBe(201);
  });

  test("the time zone stays while contracts are agreed", async () => {
    const fresh = await openPair();
    await fresh.join("dora@example.com", TERMS);
    const moved = await fresh.asAna("PATCH", "/workspace", { timeZone: "Asia/Tokyo" });
    expect(moved.body).toMatchObject({ status: 409, code: "contracts_promise" });
    expect(moved.body.detail).toContain("dora@example.com");
    await fresh.shop.door.close();
  });
});
