// Links of invitations that are not whole, not theirs or too old open nothing and change nothing; each says
// what to do. And a contract that begins and ends on days when the clocks change.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { sendProposal } from "../../src/flows/send-proposal.ts";
import { openPair, type Pair, TERMS } from "./open-pair.ts";

const DAY = 24 * 60 * 60 * 1000;

describe("links of invitations", () => {
  let pair: Pair;
  let token: string;
  let proposal: string;

  beforeAll(async () => {
    pair = await openPair("America/New_York");
    const one = { product: pair.product, email: "gil@example.com", share: "0.10", ...TERMS };
    proposal = (await pair.asAna("POST", "/proposals", { invitations: [one] })).body.data[0].id;
    const id = parsePublicId("proposal", proposal) as Uuid;
    await sendProposal(pair.shop.door.app, pair.mailing, pair.shop.ws, id);
    token = /#([\w-]{43})/.exec(pair.sent.at(-1)?.text ?? "")?.[1] ?? "";
  });
  afterAll(() => pair.shop.door.close());

  test.each([
    ["truncated", () => token.slice(0, -1)],
    ["with a character more", () => `${token}A`],
    ["with one character changed", () => (token[0] === "A" ? "B" : "A") + token.slice(1)],
    ["somebody's else", () => "x".repeat(43)],
    ["with a NUL", () => `${token.slice(0, 42)}\u0000`],
  ])("a token %s opens nothing, accepts nothing and says so", async (_, bad) => {
    for (const act of ["open", "accept", "decline"] as const) {
      const more = act === "accept" ? { termsOfUse: 2 } : {};
      const { status, body } = await pair.as(null, "POST", `/invitations/${act}`, { token: bad(), ...more });
      expect([400, 404, 410], `${act}: ${JSON.stringify(body)}`).toContain(status);
      expect(body.detail.length).toBeGreaterThan(20);
    }
    expect((await pair.asAna("GET", `/proposals/${proposal}`)).body.state).toBe("open");
  });

  test("an expired one accepts nothing any more", async () => {
    expect((await pair.as(null, "POST", "/invitations/open", { token })).status).toBe(200);
    pair.skip(14 * DAY + 1000);
    // It may still be looked at, and says that it is over.
    const seen = await pair.as(null, "POST", "/invitations/open", { token });
    expect(JSON.stringify(seen.body)).toContain('"lapsed"');
    const answer = await pair.as(null, "POST", "/invitations/accept", { token, termsOfUse: 2 });
    expect(answer.status).toBe(410);
    expect((await pair.asAna("GET", `/proposals/${proposal}`)).body.state).toBe("lapsed");
  });

  test("a contract over two changes of clocks holds to the millisecond at both of its ends", async () => {
    // 2027: clocks go forward on 14 March and back on 7 November in New York.
    const terms = { starts: "2027-03-14T05:00:00Z", ends: "2027-11-07T04:00:00Z" };
    const { party } = await pair.join("hana@example.com", terms);
    const partAt = async (at: string) => pair.part(await pair.sell({ at }), party);
    pair.skip(Date.parse("2027-11-08T00:00:00Z") - pair.shop.door.app.ids.now());
    expect(await partAt("2027-03-14T04:59:59.999Z")).toBe(0);
    expect(await partAt("2027-03-14T05:00:00Z")).toBe(1000);
    expect(await partAt("2027-03-14T07:30:00Z")).toBe(1000);
    expect(await partAt("2027-11-07T03:59:59.999Z")).toBe(1000);
    expect(await partAt("2027-11-07T04:00:00Z")).toBe(0);
  });
});
