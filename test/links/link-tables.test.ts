// Codes, destinations, cookies, totals: small tables of what the parts of a link answer.
import { expect, test } from "vitest";
import type { NewClick } from "../../src/affiliates/click.ts";
import { totalsOf } from "../../src/affiliates/click-totals.ts";
import { readCode } from "../../src/affiliates/copied-code.ts";
import { readTarget } from "../../src/affiliates/destination.ts";
import { codeFrom, isLinkCode } from "../../src/affiliates/link.ts";
import type { Uuid } from "../../src/base/id.ts";
import { ready } from "../../src/flows/link-book.ts";
import { wholeMonths } from "../../src/reports/link-performance.ts";
import { hasRefused, readVisitor, visitorCookie } from "../../src/server/links/visitor-cookie.ts";

test.each([
  ["carla-piano", true],
  ["CARLA.2", true],
  ["x", false],
  ["-carla", false],
  ["car la", false],
  ["carla/..", false],
  ["ç", false],
  ["a".repeat(64), true],
  ["a".repeat(65), false],
])("code %s: %s", (code, isGood) => {
  expect(isLinkCode(code)).toBe(isGood);
});

test.each([
  ["Carla", "carla", null],
  ["carla.2", "carla.2", null],
  ["carla.", "carla.", "carla"],
  ["carla...", "carla...", "carla"],
  ["carla.)", "carla.", "carla"],
  ["carla).", "carla", null],
  ["carla,", "carla", null],
  ["carla%22", "carla", null],
  ["carla%E2%80%9D", "carla", null],
  ["carla%E2%80%8B", "carla", null],
  ["carla>%0A", "carla", null],
  ["carla/%20", "carla", null],
  ["carla-", "carla-", null],
  ["carla_)", "carla_", null],
  [`${"a".repeat(64)}.`, "a".repeat(64), null],
  ["a".repeat(65), null, null],
  ["a.", "a.", null],
  [".carla", null, null],
  ["(carla)", null, null],
  ["carla/more", null, null],
  ["carla%00", null, null],
  ["carla%", "carla", null],
  ["carla%E0%A4", null, null],
  [`carla${")".repeat(400)}`, null, null],
])("of the path %s the code %s, or else %s", (path, code, other) => {
  expect(readCode(path)).toEqual(code === null ? null : { code, else: other });
});

test.each([
  ["Carla Luz", "carla-luz"],
  ["São João & Cia.", "sao-joao-cia"],
  ["AFF_1", "aff-1"],
  ["ピアノ", "go"],
  ["x", "go-x"],
  [`${"a".repeat(39)} b`, "a".repeat(39)],
])("code from %s: %s", (text, code) => {
  expect(codeFrom(text)).toBe(code);
  expect(isLinkCode(codeFrom(text))).toBe(true);
});

test.each([
  ["https://school.example/piano", "https://school.example/piano"],
  ["http://school.example", "http://school.example/"],
  ["https://school.example/a?x=1&partage_click=click_1#end", "https://school.example/a?x=1#end"],
  ["https://são.example/", "https://xn--so-sia.example/"],
  ["javascript:alert(1)", null],
  ["ftp://school.example/piano", null],
  ["intent://school.example/piano", null],
  ["data:text/html,x", null],
  ["//school.example/", null],
  ["/piano", null],
  ["https://ana:secret@school.example/", null],
  ["https://ana@school.example/", null],
  ["https://school.example/a b", null],
  ["https:\\\\school.example", null],
  ["https://school.example\r\nset-cookie: a=b", null],
  [`https://school.example/${"a".repeat(2000)}`, null],
])("destination %s: %s", (text, url) => {
  expect(readTarget(text)).toBe(url);
});

test.each([
  ["https://a.example/", "https://a.example/?partage_click=ID"],
  ["https://a.example/?x=1", "https://a.example/?x=1&partage_click=ID"],
  ["https://a.example/?", "https://a.example/?partage_click=ID"],
  ["https://a.example/p#buy", "https://a.example/p?partage_click=ID#buy"],
])("click id in %s", (url, wanted) => {
  const link = { url } as Parameters<typeof ready>[0];
  expect(`${ready(link).head}ID${ready(link).tail}`).toBe(wanted);
});

const DAY = 86_400_000;
const VISITOR = "019a5c7e-5d3b-7c4e-8f00-0123456789ab" as Uuid;

test("a cookie lives as long as the window, and never shorter than another product's", () => {
  const now = 20_000 * DAY;
  const first = visitorCookie(VISITOR, null, 180, now, true);
  expect(first).toMatch(
    /^partage_visitor=visitor_[0-9a-z]{26}\.20180; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure$/,
  );
  const brought = readVisitor(`a=b; ${first.split(";")[0]}; c=d`);
  expect(brought).toEqual({ id: VISITOR, until: 20_180 });
  expect(visitorCookie(VISITOR, brought, 30, now + DAY, false)).toContain(
    `.20180; Path=/; Max-Age=${179 * 86_400}`,
  );
  expect(visitorCookie(VISITOR, brought, null, now, false)).toContain("Max-Age=34560000");
});

test.each([
  [undefined, null],
  ["", null],
  ["partage_visitor=visitor_xx.20000", null],
  ["xpartage_visitor=visitor_01k9e7wq9vfh78y0000000000a.20000", null],
  ["partage_visitor=visitor_01k9e7wq9vfh78y0000000000a", null],
])("no visitor in %s", (cookies, visitor) => {
  expect(readVisitor(cookies)).toBe(visitor);
});

test.each([
  ["2026-01-01", "2026-12-31", "2026-01-01", "2027-01-01"],
  ["2026-01-02", "2026-03-30", "2026-02-01", "2026-03-01"],
  ["2026-02-01", "2026-02-28", "2026-02-01", "2026-03-01"],
  ["2026-02-02", "2026-03-05", "2026-03-01", "2026-03-01"],
  ["2026-02-02", "2026-02-20", "2026-03-01", "2026-02-01"],
])("whole months of %s to %s: from %s until %s", (from, to, first, end) => {
  expect(wholeMonths(from, to)).toEqual([first, end]);
});

test("a refusal is a cookie that says no", () => {
  expect(hasRefused("partage_consent=no")).toBe(true);
  expect(hasRefused("partage_consent=yes")).toBe(false);
});

test("a visitor counts once a day on a link, for the affiliate and for the product", () => {
  const click = (link: string, party: string, visitor: string, day: number) =>
    ({ link, party, product: "piano", visitor, at: day * DAY }) as unknown as NewClick;
  const totals = totalsOf(
    "UTC",
    [
      click("bio", "carla", "v1", 1),
      click("bio", "carla", "v1", 1),
      click("mail", "carla", "v1", 1),
      click("dora", "dora", "v1", 1),
      click("bio", "carla", "v2", 1),
      click("bio", "carla", "v1", 2),
    ],
    [],
    new Set(["1 v2 bio", "1 v2 carla piano", "1 v2 piano"]),
  );
  const figures = totals.map((one) => [
    one.link,
    one.day,
    one.clicks,
    one.visitors,
    one.partyVisitors,
    one.productVisitors,
  ]);
  expect(figures).toEqual([
    ["bio", 1, 3, 1, 1, 1],
    ["bio", 2, 1, 1, 1, 1],
    ["dora", 1, 1, 1, 1, 0],
    ["mail", 1, 1, 1, 0, 0],
  ]);
});
