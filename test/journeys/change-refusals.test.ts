// What cannot be asked of a contract that is there, by either side: each a sentence that names the field, and
// nothing left behind. And two tabs: what was answered in one is said in the other.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Joined, openPair, type Pair, TERMS, type Told } from "./open-pair.ts";

const DAY = 24 * 60 * 60 * 1000;
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const USE = { termsOfUse: 2 } as const;

describe("what cannot be asked of a contract", () => {
  let pair: Pair;
  let bruno: Joined;
  const open = async () => (await pair.shop.get("/proposals?state=open")).body.data.length;
  const sides: [string, (path: string, payload: object) => Promise<Told>][] = [
    ["the producer", (path, payload) => pair.asAna("POST", path, payload)],
    ["the partner", (path, payload) => bruno.ask("POST", path, payload)],
  ];

  beforeAll(async () => {
    pair = await openPair();
    bruno = await pair.join("bruno@example.com");
  });
  afterAll(() => pair.shop.door.close());

  const cases: [string, "amendments" | "endings" | "notice", object, number, string, string?][] = [
    ["a share of nothing", "amendments", { share: "0" }, 422, "share_of_nothing", "share"],
    ["a negative share", "amendments", { share: "-0.1" }, 400, "invalid_request"],
    ["seven decimals", "amendments", { share: "0.1234567" }, 400, "invalid_request"],
    ["more than the cap", "amendments", { share: "0.71" }, 422, "cap_exceeded", "share"],
    [
      "an end before the start",
      "amendments",
      { share: "0.2", starts: at(9), ends: at(8) },
      422,
      "ends_before_start",
      "ends",
    ],
    ["a start in the past", "amendments", { share: "0.2", starts: at(-2) }, 422, "starts_in_past", "starts"],
    [
      "a day that is none",
      "amendments",
      { share: "0.2", starts: "2027-02-29T00:00:00Z" },
      400,
      "invalid_request",
    ],
    ["a notice of a year and a day", "amendments", { share: "0.2", noticeDays: 366 }, 400, "invalid_request"],
    ["an end in the past", "endings", { ends: at(-2) }, 422, "ends_in_past", "ends"],
    ["a notice that nobody agreed to", "notice", {}, 409, "no_notice_agreed"],
  ];
  const both = sides.flatMap(([who, ask]) => cases.map((one) => [who, one[0], ask, one] as const));
  test.each(both)("%s: %s", async (_who, _what, ask, [, path, more, status, code, field]) => {
    const terms = path === "amendments" ? TERMS : path === "endings" ? USE : {};
    const answer = await ask(`/contracts/${bruno.contract}/${path}`, { ...terms, ...more });
    expect(answer.body, JSON.stringify(answer.body)).toMatchObject({ status, code });
    expect(answer.body.detail.length).toBeGreaterThan(20);
    if (field !== undefined) expect(answer.body.errors[0].path).toBe(field);
    expect(await open()).toBe(0);
  });

  test("two tabs: what was declined in one is not accepted in the other, and the sentence says so", async () => {
    const path = `/contracts/${bruno.contract}/amendments`;
    const { body: asked } = await pair.asAna("POST", path, { share: "0.2", ...TERMS });
    expect((await bruno.ask("POST", `/proposals/${asked.id}/decline`, {})).status).toBe(200);
    const late = await bruno.ask("POST", `/proposals/${asked.id}/accept`, USE);
    expect(late.body).toMatchObject({ status: 409, code: "proposal_declined" });
    const { body: story } = await bruno.ask("GET", `/contracts/${bruno.contract}`);
    expect(story.versions).toHaveLength(1);
  });

  test("of a contract that has ended nothing is asked any more, and nobody gives notice", async () => {
    const { body: asked } = await bruno.ask("POST", `/contracts/${bruno.contract}/endings`, USE);
    expect((await pair.asAna("POST", `/proposals/${asked.id}/accept`, USE)).status).toBe(200);
    for (const [, ask] of sides)
      for (const [path, payload] of [
        ["amendments", { share: "0.2", ...TERMS }],
        ["endings", USE],
        ["notice", {}],
      ] as const) {
        const { body } = await ask(`/contracts/${bruno.contract}/${path}`, payload);
        expect(body, path).toMatchObject({ status: 422, code: "contract_ended" });
      }
    expect(await open()).toBe(0);
  });
});
