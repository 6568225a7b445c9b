// A link from its making to the click behind it, through the public API and the door: the redirect, its
// cookie, the id that comes back, what is not counted, and what others may not do with it.
import { renderSVG } from "uqr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetClicks } from "../../src/affiliates/forget-clicks.ts";
import { readTouches } from "../../src/affiliates/read-touches.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { instant } from "../../src/base/instant.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let product: string;
let affiliation: string;
const BROWSER = { "user-agent": "Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0" };

beforeAll(async () => {
  shop = await openShop();
  product = (await shop.make("/products", { name: "Piano in 30 days" })).id;
  const carla = await shop.make("/parties", { kind: "partner", name: "Carla Luz", ref: "carla" });
  const facts = { product, party: carla.id, code: "CARLA", rate: "0.30" };
  affiliation = (await shop.make("/affiliations", facts)).id;
  await shop.make("/destinations", {
    product,
    name: "Sales page",
    url: "https://school.example/piano?lang=en",
  });
});

afterAll(() => shop.door.close());

const follow = (path: string, headers: Record<string, string> = {}) =>
  shop.door.server.inject({ method: "GET", url: path, headers: { ...BROWSER, ...headers } });

async function clicksOf(link: string) {
  await shop.door.server.links.desk.flush();
  return (await shop.get(`/clicks?link=${link}`)).body.data;
}

test("a link is made, followed, and its click comes back as a touch", async () => {
  const link = await shop.make("/links", { affiliation, campaign: "spring" });
  expect(link).toMatchObject({
    code: "carla-spring",
    url: "http://127.0.0.1:4000/l/carla-spring",
    clicks: 0,
  });
  const first = await follow("/l/Carla-Spring?sub=bio", { referer: "https://blog.example/a?b=c" });
  expect(first.statusCode).toBe(302);
  const to = new URL(String(first.headers.location));
  const id = to.searchParams.get("partage_click") as string;
  expect(to.href).toBe(`https://school.example/piano?lang=en&partage_click=${id}`);
  const cookie = String(first.headers["set-cookie"]).split(";")[0] as string;
  await follow("/l/carla-spring", { cookie });
  const clicks = await clicksOf(link.id);
  expect(clicks).toHaveLength(2);
  expect(clicks[1]).toMatchObject({
    id,
    subId: "bio",
    referrer: "blog.example",
    party: { name: "Carla Luz" },
  });
  expect(clicks[0].visitor).toBe(clicks[1].visitor);
  expect((await shop.get(`/links/${link.id}`)).body.clicks).toBe(2);
  const touches = await inWorkspace(shop.door.db, shop.ws, (tx) =>
    readTouches(tx, shop.ws, parsePublicId("product", product) as Uuid, {
      clickIds: [parsePublicId("click", id) as Uuid],
      visitors: [],
      until: instant(Date.now()),
    }),
  );
  expect(touches.map((one) => one.by)).toEqual(["link", "link"]);
});

test("who refuses is led there and not tracked; who changes their mind is", async () => {
  const link = await shop.make("/links", { affiliation, campaign: "choice" });
  const refused = await follow("/l/carla-choice?consent=no");
  expect(refused.headers.location).toBe("https://school.example/piano?lang=en");
  expect([refused.headers["set-cookie"]].flat()[0]).toMatch(/^partage_consent=no; .*Max-Age=34560000/);
  const later = await follow("/l/carla-choice", { cookie: "partage_consent=no" });
  expect(later.headers.location).not.toContain("partage_click");
  expect(later.headers["set-cookie"]).toBeUndefined();
  expect((await follow("/l/carla-choice", { "sec-gpc": "1" })).headers["set-cookie"]).toBeUndefined();
  expect(await clicksOf(link.id)).toHaveLength(0);
  const again = await follow("/l/carla-choice?consent=yes", { cookie: "partage_consent=no" });
  expect(again.headers.location).toContain("partage_click");
  expect(await clicksOf(link.id)).toHaveLength(1);
});

test("bots and archived links lead there and count nothing; marks pass, nothing else does", async () => {
  const link = await shop.make("/links", { product, code: "own.page" });
  expect(link.party).toBeNull();
  const bot = await follow("/l/own.page", { "user-agent": "curl/8.5.0" });
  expect(bot.headers.location).toBe("https://school.example/piano?lang=en");
  const marked = await follow("/l/own.page?utm_source=mail&to=https://evil.example&lang=xx");
  const to = new URL(String(marked.headers.location));
  expect([
    to.host,
    to.searchParams.get("utm_source"),
    to.searchParams.get("lang"),
    to.searchParams.get("to"),
  ]).toEqual(["school.example", "mail", "en", null]);
  expect(await clicksOf(link.id)).toHaveLength(1);
  await shop.patch(`/links/${link.id}`, { state: "archived" });
  expect((await follow("/l/own.page")).headers.location).toBe("https://school.example/piano?lang=en");
  expect(await clicksOf(link.id)).toHaveLength(1);
});

test("a code is somebody's once and for all; a link leads to the product's own pages only", async () => {
  expect((await shop.post("/links", { product, code: "OWN.PAGE" })).body.code).toBe("code_taken");
  const other = await shop.make("/products", { name: "Guitar" });
  const page = await shop.make("/destinations", {
    product: other.id,
    name: "Page",
    url: "https://guitar.example",
  });
  const stranger = await shop.post("/links", { product, destination: page.id });
  expect([stranger.status, stranger.body.code]).toEqual([422, "unknown_destination"]);
  expect((await shop.patch(`/destinations/${page.id}`, { state: "archived" })).body.code).toBe(
    "main_destination",
  );
  expect((await follow("/l/nobody")).statusCode).toBe(404);
  expect((await follow("/l/..%2f..%2fetc")).statusCode).toBe(404);
});

test("a link that was copied with what stood behind it leads there", async () => {
  const { id, url } = await shop.make("/links", { affiliation, code: "copied" });
  const path = new URL(url).pathname;
  const behind = [
    "/",
    "%20",
    "/%20/",
    "/?sub=bio",
    ".",
    ",",
    ")",
    ").",
    "%22",
    "'",
    "%E2%80%9D.",
    "...",
    ".)?sub=a",
  ];
  for (const more of behind) {
    const answer = await follow(`${path}${more}`);
    expect([more, answer.statusCode]).toEqual([more, 302]);
    expect(answer.headers.location).toMatch(/partage_click=click_/);
  }
  expect(await clicksOf(id)).toHaveLength(behind.length);
  for (const more of ["/more", "-", "%22more", ".more"]) {
    expect([more, (await follow(`${path}${more}`)).statusCode]).toEqual([more, 404]);
  }
});

test("a code that ends with a full stop is its own, and not the one without it", async () => {
  const short = await shop.make("/links", { affiliation, code: "jr" });
  const long = await shop.make("/links", { product, code: "jr." });
  await follow("/l/jr.");
  await follow("/l/jr.)");
  await follow("/l/jr..");
  await follow("/l/jr,");
  const counted = [await clicksOf(long.id), await clicksOf(short.id)];
  expect(counted.map((one) => one.length)).toEqual([2, 2]);
});

test("an old link of another tool that was copied with a full stop is asked for by the page's script", async () => {
  await shop.make("/links", { affiliation, code: "old-tool" });
  const own = { origin: "https://school.example", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" };
  for (const code of ["old-tool.", encodeURIComponent("old-tool)"), encodeURIComponent("old-tool”")])
    expect((await follow(`/l/${code}?by=script&visitor=`, own)).body).toMatch(/^click_/);
});

test("a code is drawn, the script is light, and a shop's own redirect may tell a click", async () => {
  const link = await shop.make("/links", { affiliation });
  expect(link.code).toBe("carla");
  const drawn = await shop.door.server.inject({
    url: `/v1/links/${link.id}/qr.svg`,
    headers: { authorization: `Bearer ${await shop.door.key(undefined, shop.ws)}` },
  });
  expect(drawn.headers["content-type"]).toBe("image/svg+xml");
  // The address that is shared, and no other.
  expect(drawn.body).toBe(renderSVG(link.url, { border: 4, pixelSize: 8, ecc: "M" }));
  const script = await follow("/partage.js");
  expect(script.rawPayload.length).toBeLessThan(2000);
  const told = await shop.make("/clicks", { code: "carla" });
  expect(told).toMatchObject({ link: { code: "carla" }, product: { id: product } });
  expect((await shop.post("/clicks", { code: "nobody" })).body.code).toBe("unknown_link");
});

test("the producer's own page asks for a click of an old link; nobody else's page gets one", async () => {
  const link = await shop.make("/links", { affiliation, code: "pete" });
  const ask = (code: string, headers: Record<string, string> = {}, visitor = "") =>
    follow(`/l/${code}?by=script&visitor=${visitor}`, {
      origin: "https://www.school.example",
      "sec-fetch-mode": "cors",
      "sec-fetch-dest": "empty",
      ...headers,
    });
  const first = await ask("PETE");
  expect(first.headers).toMatchObject({ "access-control-allow-origin": "*", "cache-control": "no-store" });
  expect(first.headers["set-cookie"]).toBeUndefined();
  const [id, visitor] = first.body.split(" ");
  await ask("pete", {}, visitor);
  const clicks = await clicksOf(link.id);
  expect(clicks).toHaveLength(2);
  expect(clicks.map((one: { id: string }) => one.id)).toContain(id);
  expect(clicks[0].visitor).toBe(clicks[1].visitor);
  for (const [headers, status] of [
    [{ origin: "https://school.example.evil.example" }, 403],
    [{ origin: "https://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ "sec-gpc": "1" }, 200],
    [{ "user-agent": "curl/8.5.0" }, 200],
    [{ "sec-fetch-mode": "no-cors" }, 200],
  ] as const) {
    const told = await ask("pete", headers as Record<string, string>);
    expect([told.statusCode, told.body], JSON.stringify(headers)).toEqual([status, ""]);
  }
  expect((await ask("nobody")).statusCode).toBe(404);
  expect(await clicksOf(link.id)).toHaveLength(2);
});

test("a sale with a click id is credited, and the figures say so: clicks, sale, refund", async () => {
  const link = await shop.make("/links", { affiliation, code: "funnel" });
  const followed = await follow("/l/funnel");
  const clickId = new URL(String(followed.headers.location)).searchParams.get("partage_click");
  await shop.door.server.links.desk.flush();
  const sold = { product, externalId: "s1", currency: "USD", paid: 10_000, clickId };
  const sale = await shop.make("/sales", sold);
  await shop.make(`/sales/${sale.id}/refunds`, { externalId: "r1", amount: 4_000 });
  const named = { product, currency: "USD", paid: 10_000, affiliate: { code: "CARLA" } };
  await shop.make("/sales", { ...named, externalId: "by-name" });
  const day = new Date().toISOString().slice(0, 10);
  const own = await shop.get(`/reports/link-days?from=${day}&to=${day}&link=${link.id}`);
  expect(own.body.totals).toMatchObject({ clicks: 1, visitors: 1, sales: 1, clickSales: 1, takeBacks: 1 });
  expect(own.body.sold).toEqual([{ currency: "USD", paid: 10_000, taken: 4_000 }]);
  const all = await shop.get(`/reports/link-days?from=${day}&to=${day}&product=${product}`);
  expect(all.body.totals).toMatchObject({ sales: 2, clickSales: 1, takeBacks: 1 });
  const top = await shop.get(`/reports/top-links?from=${day}&to=${day}&sort=sales`);
  expect(top.body.data[0]).toMatchObject({
    link: { code: "funnel" },
    party: { name: "Carla Luz" },
    sales: 1,
  });
  const parties = await shop.get(`/reports/top-links?from=${day}&to=${day}&by=party`);
  const carla = { link: null, party: { name: "Carla Luz" }, sales: 2, clickSales: 1 };
  expect(parties.body.data[0]).toMatchObject(carla);
  expect(parties.body.data.at(-1).party).toBeNull();
  const key = { authorization: `Bearer ${await shop.door.key(undefined, shop.ws)}` };
  const file = await shop.door.server.inject({ url: "/v1/links.csv", headers: key });
  expect(file.body).toContain(
    "funnel,Piano in 30 days,Carla Luz,,,https://school.example/piano?lang=en,active,",
  );
  const days = await shop.door.server.inject({
    url: `/v1/reports/link-days.csv?from=${day}&to=${day}`,
    headers: key,
  });
  expect(days.body).toContain(`${day},funnel,Piano in 30 days,Carla Luz,1,1,0,0`);
});

test("clicks are kept as long as the workspace says; totals stay", async () => {
  const link = await shop.make("/links", { affiliation, code: "old-one" });
  const DAY_MS = 86_400_000;
  const now = Date.now();
  const at = (days: number) => new Date(now - days * DAY_MS).toISOString();
  for (const days of [1, 20]) await shop.make("/clicks", { code: "old-one", at: at(days) });
  expect((await shop.post("/clicks", { code: "old-one", at: at(40) })).status).toBe(422);
  expect((await shop.get("/workspace")).body.clickDays).toBe(730);
  expect((await shop.patch("/workspace", { clickDays: 90 })).status).toBe(400);
  const forget = (later: number) =>
    inWorkspace(shop.door.db, shop.ws, (tx) => forgetClicks(tx, shop.ws, now + later * DAY_MS));
  expect((await shop.patch("/workspace", { clickDays: 180 })).body.clickDays).toBe(180);
  await forget(165);
  expect(await clicksOf(link.id)).toHaveLength(1);
  await shop.patch("/workspace", { clickDays: null });
  await forget(5_000);
  expect(await clicksOf(link.id)).toHaveLength(1);
  expect((await shop.get(`/links/${link.id}`)).body.clicks).toBe(2);
});
