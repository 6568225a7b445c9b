// Seeded random plans and input lines for `partage split`: ordinary, extreme and invalid ones.
// It knows what is interesting (edges of periods and terms, equal fractions), never what is right.
// The same seed gives the same case on every machine.
// Example: randomCase(7, 40) is { plan: '{"producer":…}', lines: ['{"id":"s1",…}', …] } with 40 lines.

import {
  amountUpTo,
  fromMillionths,
  randomAffiliates,
  randomClauses,
  randomKind,
  randomSettlement,
} from "./random-clauses.ts";
import { spoilLine, spoilPlan, spoilSettlement } from "./random-spoilers.ts";
import { type Random, seeded } from "./seeded.ts";

type Json = Record<string, unknown>;
type World = {
  r: Random;
  top: number;
  currencies: string[];
  edges: number[];
  parties: string[];
  refunding: number;
  spoiled: number;
  clausing: number;
  feeless: boolean;
  costly: number;
  fitting: number;
  fits: string[];
};

const names = ["ana", "bruno", "carla", "davi", "elif", "fumiko", "constructor", "tax", "жанна", "a b", "7"];
const zones = ["UTC", "America/Sao_Paulo", "America/New_York", "Europe/Berlin", "Asia/Kolkata"].concat([
  "Pacific/Kiritimati",
  "Pacific/Apia",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Pacific/Chatham",
]);
/** Ends of years, quarters and months in UTC, and hours in which clocks change somewhere. */
const turns = [
  "2026-01-01T00:00:00Z",
  "2026-02-01T00:00:00Z",
  "2026-04-01T00:00:00Z",
  "2026-07-01T00:00:00Z",
].concat(
  ["2026-03-29T01:00:00Z", "2026-03-08T07:00:00Z", "2026-10-25T01:00:00Z", "2026-11-01T06:00:00Z"],
  ["2024-02-29T12:00:00Z", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z", "1999-12-31T10:00:00Z"],
);
const rates = ["0", "0.5", "0.333333", "0.1", "0.35", "0.000001", "0.999999", "1", "0.250000", "0.142857"];
const randomRate = (r: Random): string =>
  r.chance(0.5) ? r.pick(rates) : fromMillionths(r.below(1_000_001));

/** Digits below the millisecond, some equal but for zeros, some neighbours. */
const finer = ["0", "5", "50", "4999", "49990", "500000001", "000001", "999999999"];

export function instantText(r: Random, at: number): string {
  const minutes = r.chance(0.5) ? 0 : r.pick([-180, 330, 60, -570, 840, 765, -1]);
  const local = new Date(at + minutes * 60_000).toISOString();
  const bare =
    local.slice(0, 19) +
    (r.chance(0.25)
      ? local.slice(19, 23) + r.pick(finer)
      : local.endsWith(".000Z")
        ? r.pick(["", "", ".0", ".000000"])
        : local.slice(19, 23));
  if (minutes === 0) return bare + r.pick(["Z", "Z", "Z", "+00:00", "-00:00"]);
  const size = Math.abs(minutes);
  const two = (n: number): string => `${n}`.padStart(2, "0");
  return `${bare}${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function randomContracts(w: World, maxShared: number): Json[] {
  const { r } = w;
  const count = r.chance(0.08) ? 15 + r.below(25) : r.pick([0, 1, 1, 2, 2, 3, 4, 6]);
  const even = r.chance(0.3);
  const over = r.chance(0.04) ? 1.5 : 1;
  const left = { direct: maxShared * over, affiliate: maxShared * over };
  return Array.from({ length: count }, (_, i) => {
    const scope = r.pick(["all", "all", "all", "direct", "affiliate", "recruited"]);
    const room =
      scope === "all"
        ? Math.min(left.direct, left.affiliate)
        : scope === "direct"
          ? left.direct
          : left.affiliate;
    const part = even ? (maxShared * over) / count : r.chance(0.2) ? room : (room * r.below(1000)) / 1000;
    const ppm = Math.floor(Math.min(part, room));
    if (scope !== "affiliate" && scope !== "recruited") left.direct -= ppm;
    if (scope !== "direct") left.affiliate -= ppm;
    const from = r.chance(0.6) ? Date.parse("2020-01-01T00:00:00Z") : r.pick(w.edges) + r.below(3) - 1;
    const until = r.chance(0.7) ? null : r.pick(w.edges.filter((t) => t > from).concat(from + 1));
    w.edges.push(from, ...(until === null ? [] : [until]));
    const { clauses, share } = r.chance(w.clausing) ? randomClauses(w, ppm) : { clauses: [], share: ppm };
    w.fits.push(fromMillionths(1_000_000 - ppm));
    const tiered = clauses.some((clause) => clause.kind === "tiers");
    return {
      id: r.chance(0.9)
        ? `c${i + 1}`
        : `${r.pick(["__proto__", "hasOwnProperty", "ç", " "])}${r.pick(["", i])}`,
      party: r.pick(w.parties),
      ...(tiered && r.chance(0.7) ? {} : { share: fromMillionths(share) }),
      ...(r.chance(0.7) ? {} : { maxAffiliateRate: randomRate(r) }),
      ...(r.chance(0.5) ? {} : { base: r.pick(["after_affiliate", "net", "gross", "gross"]) }),
      ...(scope === "all" && r.chance(0.5) ? {} : { scope }),
      from: instantText(r, from),
      ...(until === null ? (r.chance(0.5) ? {} : { until }) : { until: instantText(r, until) }),
      ...(r.chance(0.7) ? {} : { mayBeAffiliate: r.chance(0.4) }),
      ...(clauses.length === 0 && r.chance(0.8) ? {} : { clauses }),
    };
  });
}

function randomPlan(w: World): Json {
  const { r, top } = w;
  const maxShared = r.pick([700_000, 700_000, 990_000, 500_000, 900_000]);
  const fixed = Object.fromEntries(
    w.currencies.slice(r.below(2)).map((code) => [code, amountUpTo(r, top * 0.1)]),
  );
  const whole = Object.fromEntries(Object.entries(fixed).map(([code, n]) => [code, Math.floor(n)]));
  const platformFee = {
    party: r.pick(["market", "market", "ana", "stripe"]),
    ...(r.chance(0.8) ? { rate: r.chance(0.8) ? fromMillionths(r.below(200_000)) : randomRate(r) } : {}),
    ...(r.chance(0.6) ? { fixed: whole } : {}),
    ...(r.chance(0.4) ? { bearer: r.pick(["shared", "producer"]) } : {}),
  };
  return {
    producer: r.pick(["ana", "ana", "ana", r.pick(names)]),
    ...(maxShared === 700_000 && r.chance(0.5) ? {} : { maxShared: fromMillionths(maxShared) }),
    ...(r.chance(0.6) && !w.feeless ? { platformFee } : {}),
    ...(r.chance(0.4) ? { processorFee: r.pick([{}, { bearer: "shared" }, { bearer: "producer" }]) } : {}),
    ...(r.chance(0.5) ? { affiliate: r.pick([{}, { base: "net" }, { base: "gross" }]) } : {}),
    ...(r.chance(0.6) ? { timeZone: r.pick(zones) } : {}),
    ...(r.chance(0.5) ? { unreturnedFees: r.pick(["producer", "pro_rata", "pro_rata"]) } : {}),
    contracts: randomContracts(w, maxShared),
  };
}

/**
 * Rules that meet by chance too seldom, brought together: a spent cap, a pro-rata fee, shares that just fit.
 */
function focused(w: World, plan: Json): Json {
  const { r, top } = w;
  const bruno = {
    id: "c1",
    party: "bruno",
    share: fromMillionths(r.below(700_000)),
    from: instantText(r, 0),
  };
  const earned = Math.floor(amountUpTo(r, Math.min(1e15, top * 3)));
  const contract: Json = { ...bruno, base: r.pick(["gross", "net"]), clauses: [{ kind: "cap", earned }] };
  const other: Json = { ...bruno, id: "c2", party: "davi", share: "0.1", base: "gross" };
  if (r.chance(0.3)) {
    w.costly = 0.5;
    const tiers = [
      { upTo: Math.min(1e15, 1 + Math.floor(top * r.pick([1, 3, 9]))), share: "0.1" },
      { share: "0.6" },
    ];
    const clause = {
      kind: "tiers",
      measure: "net",
      period: r.pick(["month", "quarter", "year", "term"]),
      tiers,
    };
    return { ...plan, maxShared: "0.7", contracts: [{ ...contract, clauses: [clause] }] };
  }
  if (r.chance(0.5)) {
    const shared = { processorFee: { bearer: "shared" }, unreturnedFees: "pro_rata", maxShared: "0.9" };
    return { ...plan, ...shared, contracts: r.pick([[contract], [other, contract]]) };
  }
  const share = r.pick(["0.5", "0.25", "0.6", "0.7", "0.333333"]);
  w.fits.push(fromMillionths(1_000_000 - Number(share) * 1_000_000));
  Object.assign(w, { feeless: true, fitting: 0.7 });
  return { producer: "ana", affiliate: { base: "gross" }, contracts: [{ ...bruno, share, base: "gross" }] };
}

function randomSale(w: World, id: string): Json {
  const { r } = w;
  const paid = amountUpTo(r, w.top);
  const tax = r.chance(0.4) ? amountUpTo(r, paid * r.pick([0.2, 0.5, 1])) : 0;
  const shipping = r.chance(0.3) ? amountUpTo(r, (paid - Math.floor(tax)) * r.pick([0.1, 1])) : 0;
  const fees = Array.from({ length: w.feeless ? 0 : r.pick([0, 0, 1, 1, 1, 2, 4]) }, () => ({
    party: r.pick(["stripe", "adyen", "paypal", ...w.parties]),
    amount: Math.floor(amountUpTo(r, r.chance(1 - w.costly) ? paid * 0.1 : Math.min(1e15, paid * 2 + 3))),
  }));
  const recruiter = r.chance(0.6) ? { recruitedBy: r.pick([...w.parties, "nobody"]) } : {};
  const rate = r.chance(w.fitting) && w.fits.length > 0 ? r.pick(w.fits) : randomRate(r);
  const affiliate = { party: r.pick(["promo", ...w.parties]), rate, ...recruiter };
  const at = r.chance(0.5)
    ? r.pick(w.edges) + r.pick([0, 0, -1, 1, (r.below(57) - 28) * 1_800_000])
    : Date.parse("2026-01-01T00:00:00Z") + r.below(31_536_000) * 1000;
  return {
    id,
    at: instantText(r, at),
    currency: r.pick(w.currencies),
    paid,
    ...(tax > 0 || r.chance(0.2) ? { tax: Math.floor(tax) } : {}),
    ...(shipping > 0 || r.chance(0.2) ? { shipping: Math.floor(shipping) } : {}),
    ...(fees.length > 0 || r.chance(0.2) ? { fees } : {}),
    ...(r.chance(0.55) ? { affiliate } : r.chance(0.4) ? randomAffiliates(r, w.parties, randomRate) : {}),
    ...randomKind(r),
  };
}

function randomRefund(w: World, id: string, known: Map<string, number>): Json {
  const { r } = w;
  const open = [...known.keys()].filter((key) => r.chance(0.05) || (known.get(key) ?? 0) > 0);
  const sale = r.chance(0.98) && open.length > 0 ? r.pick(open) : "missing";
  const left = known.get(sale) ?? 100;
  const part = Math.floor(amountUpTo(r, left));
  const amount = Math.max(1, r.chance(0.3) ? left : r.chance(0.15) ? left + 1 : part);
  if (amount <= left && known.has(sale)) known.set(sale, left - amount);
  const kept = r.chance(0.3)
    ? {}
    : { feesReturned: r.pick([true, false, false, "platform_fee", "processor_fee"]) };
  return { refund: sale, id, amount: Math.min(amount, 1e15), ...kept };
}

/** Amounts as other writers of JSON spell them: 1e3, 12.0, 5.00E+1. */
function respell(r: Random, text: string): string {
  return text.replace(/("(?:paid|tax|shipping|amount)": ?)(\d+)/g, (whole, key: string, digits: string) => {
    if (!r.chance(0.15)) return whole;
    const trimmed = digits.replace(/0+$/, "");
    const zeros = digits.length - trimmed.length;
    const forms = [`${digits}.0`, `${digits}00e-2`, `${digits}.000E+0`];
    return key + r.pick(zeros > 0 && trimmed !== "" ? [...forms, `${trimmed}e${zeros}`] : forms);
  });
}

export function randomCase(seed: number, count: number): { plan: string; lines: string[] } {
  const r = seeded(seed);
  const top = r.pick([5, 30, 1000, 10_000, 10_000, 250_000, 1e9, 1e15]);
  const currencies = r.pick([["USD"], ["USD"], ["JPY"], ["KWD"], ["USD", "JPY", "KWD"], ["EUR", "BRL"]]);
  const parties = names.slice(0, 2 + r.pick([0, 1, 2, 3, names.length]));
  const edges = turns.map((text) => Date.parse(text));
  const shape = { refunding: r.pick([0.05, 0.2, 0.5]), spoiled: r.pick([0, 0, 0.05, 0.3]), fits: [] };
  const habits = {
    clausing: r.pick([0.2, 0.5, 0.9]),
    feeless: r.chance(0.2),
    fitting: 0.15,
    costly: r.pick([0.1, 0.5]),
  };
  const w: World = { r, top, currencies, edges, parties, ...shape, ...habits };
  const plan = r.chance(0.15) ? focused(w, randomPlan(w)) : randomPlan(w);
  const known = new Map<string, number>();
  const lines = Array.from({ length: count }, (_, i) => {
    const again = r.chance(0.02) && known.size > 0;
    if (r.chance(w.clausing * 0.25)) {
      const settlement = randomSettlement(w, r.chance(0.05) ? "m" : `m${i}`);
      return r.chance(w.spoiled) ? spoilSettlement(r, settlement) : JSON.stringify(settlement);
    }
    const refunding = known.size > 0 && r.chance(w.refunding);
    const id = refunding
      ? `${r.pick(["r", "r", "r", "s"])}${r.chance(0.02) ? i : i + 1}`
      : again
        ? r.pick([...known.keys()])
        : `s${i + 1}`;
    const line = refunding ? randomRefund(w, id, known) : randomSale(w, id);
    const text = JSON.stringify(line, null, r.chance(0.03) ? " " : undefined).replaceAll("\n", " ");
    if (r.chance(w.spoiled)) return spoilLine(r, line, text);
    if (!refunding && !again) known.set(id, line.paid as number);
    return respell(r, text) + (r.chance(0.02) ? r.pick([" ", "\r", "\t"]) : "");
  });
  return { plan: r.chance(0.08) ? spoilPlan(r, plan) : JSON.stringify(plan), lines };
}
