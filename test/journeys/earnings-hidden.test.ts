// What a role that sees no earnings is told: every route that support and marketing may ask, asked about a
// business that has one of everything, and no answer holds what anybody got of a sale. A route whose address
// asks for something new is named, never passed over.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Permission, type Role, roleMay } from "../../src/access/permissions.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { apiRoutes } from "./sample-request.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import type { TestPerson } from "./test-door.ts";

/** So that every list, report and file gives something. */
const ASKED = [
  "",
  "?limit=100",
  "?from=2020-01-01&to=2026-12-31",
  "?currency=USD",
  "?expand=selling",
  "?q=claire",
];
/** Told to nobody without earnings, or not there for a contract that was only recorded. */
const NOTHING_TO_SHOW = /\/(why|journey|impact|program|commission|journeys\.csv|agreement|agreement\.pdf)$/;

describe("who sees no earnings", () => {
  let shop: PianoShop;
  let ids: Record<string, string>;
  /** What parties got, as an answer and as a file would write it. */
  let told: RegExp[];
  const people = new Map<Role, TestPerson>();

  const as = async (role: Role, path: string, payload?: object) => {
    const person = people.get(role) as TestPerson;
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await person.send({
      method: payload ? "POST" : "GET",
      url,
      ...(payload ? { payload } : {}),
    });
    const isJson = String(answer.headers["content-type"]).includes("json");
    return { status: answer.statusCode, text: answer.body, body: isJson ? answer.json() : null };
  };

  beforeAll(async () => {
    shop = await openPianoShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    for (const role of ["owner", "support", "marketing"] as const) {
      people.set(role, await shop.door.person(role, where));
    }
    ids = await stockOne();
    const { body } = await as("owner", `/sales/${ids.sale}`);
    const by = "/reports/earnings-by-party?from=2020-01-01&to=2099-12-31";
    const { data } = (await as("owner", by)).body;
    const amounts: number[] = [
      ...body.lines.flatMap((line: Line) => [line.amount, line.reversed, line.amount - line.reversed]),
      ...data.flatMap((one: { given: number; kept: number }) => [one.given, one.kept]),
    ];
    const parts = [...new Set(amounts)].filter((amount) => amount > 10_000 && amount !== PAID);
    expect(parts.length).toBeGreaterThan(8);
    told = parts.flatMap((part) => [
      new RegExp(`\\b${part}\\b`),
      new RegExp(`\\b${Math.floor(part / 100)}[.]`),
    ]);
  }, 60_000);
  afterAll(() => shop.door.close());

  const leaks = (text: string) => told.filter((part) => part.test(text));

  /** One of everything that a route is asked for by its id, each about one sale by an affiliate. */
  async function stockOne(): Promise<Record<string, string>> {
    const { product, contract, party, make } = shop;
    const buyer = { email: "claire@example.com", name: "Claire Gute" };
    const { id: sale } = (await shop.sell("s-1", { paid: PAID, buyer })).body;
    const offer = { name: "Whole", currency: "USD", price: 4_900, kind: "one_time" };
    const affiliation = (await shop.get("/affiliations")).body.data[0].id;
    const place = { product, name: "Shop", url: "https://school.example/piano" };
    const made = {
      offer: (await make(`/products/${product}/offers`, offer)).id,
      destination: (await make("/destinations", place)).id,
      link: (await make("/links", { affiliation, code: "carla-spring" })).id,
      coupon: (await make("/coupons", { affiliation, code: "CARLA10" })).id,
      click: (await make("/clicks", { code: "carla-spring", at: new Date().toISOString() })).id,
      refund: (await make(`/sales/${sale}/refunds`, { externalId: "r", amount: 259_233 })).id,
      dispute: (await make(`/sales/${sale}/disputes`, { externalId: "d", amount: 259_233 })).id,
    };
    await make("/sales", { externalId: "s-2", product, currency: "USD", paid: PAID, clickId: made.click });
    const terms = { share: "0.15", renewals: "at_charge", tail: "none", termsOfUse: 2 };
    const invitations = [{ product, email: "dora@example.com", ...terms }];
    const proposed = await as("owner", "/proposals", { invitations });
    expect(proposed.status, proposed.text).toBe(201);
    const proposal = proposed.body.data[0].id;
    const known = { sale, product, termsProduct: product, contract, version: "1", party: party.bruno };
    return { ...made, ...known, affiliation, proposal };
  }

  test("an owner is told in many places", async () => {
    for (const path of [`/sales/${ids.sale}`, `/proposals/${ids.proposal}/impact`]) {
      expect(leaks((await as("owner", path)).text), path).not.toEqual([]);
    }
  });

  test.each(["support", "marketing"] as const)(
    "%s is told of nobody's part, by no route there is",
    async (role) => {
      const wrong: string[] = [];
      const unasked: string[] = [];
      for (const route of apiRoutes(shop.door.server)) {
        const { permission, form } = route.options.config ?? {};
        if (route.method !== "GET" || form !== "session") continue;
        if (!roleMay(role, permission as Permission)) continue;
        const path = route.url
          .replace("/v1/workspaces/:workspace", "")
          .replace(/:([A-Za-z]+)/g, (_, name: string) => ids[name] ?? `no-${name}`);
        let isTold = false;
        for (const query of ASKED) {
          const answer = await as(role, path + query);
          isTold ||= answer.status === 200;
          for (const part of leaks(answer.text)) wrong.push(`${path}${query} tells ${part}`);
        }
        if (!isTold && !NOTHING_TO_SHOW.test(path)) unasked.push(path);
      }
      expect(unasked, "let stockOne() make what these ask for").toEqual([]);
      expect(wrong).toEqual([]);
    },
  );
});

/** No part of it is a round figure, and nothing else here is as large. */
const PAID = 777_700;

interface Line {
  amount: number;
  reversed: number;
}
