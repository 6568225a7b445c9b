// Clause `mix`: another share for some products, categories of products or offers; what it does not name
// earns the contract's plain share. Sets the quota, so a contract has either a mix or tiers. For the cap the
// largest share counts. Example: share 10 %, piano 20 %: a base of 300.00 of piano → 60.00, of violin →
// 30.00.
import { formatRate, type Ppm } from "../../base/rate.ts";
import { below, isObject, type JsonObject, type Problems } from "../problem.ts";
import { addShare, clear, type Quota } from "../quota.ts";
import { readList, readRate, readText, readWord } from "../read-value.ts";
import type { Sale } from "../sale.ts";
import type { Inputs, Rule } from "./rule.ts";

export interface MixShare {
  /** The product, category or offer, compared exactly. */
  readonly of: string;
  readonly share: Ppm;
}

export interface MixClause {
  readonly kind: "mix";
  readonly by: "product" | "category" | "offer";
  readonly shares: readonly MixShare[];
}

const KEYS = new Set(["kind", "by", "shares"]);
/** `name` is what people call it, and decides nothing. */
const SHARE_KEYS = new Set(["of", "share", "name"]);

export function readMix(problems: Problems, object: JsonObject, path: string): MixClause | undefined {
  const before = problems.list.length;
  problems.checkKeys(object, path, KEYS);
  const by = readWord(problems, object.by, path, "by", ["product", "category", "offer"]);
  const list = readList(problems, object.shares, path, "shares") ?? [];
  const at = below(path, "shares");
  if (Array.isArray(object.shares) && list.length === 0) {
    problems.add(at, "missing", "must name at least one product, category or offer");
  }
  const seen = new Set<string>();
  const shares = list.map((item, index) => {
    const place = `${at}[${index}]`;
    if (!isObject(item)) return problems.add(place, "invalid_object", "must be an object");
    problems.checkKeys(item, place, SHARE_KEYS);
    const of = readText(problems, item.of, place, "of");
    const share = readRate(problems, item.share, place, "share");
    if (item.name !== undefined) readText(problems, item.name, place, "name");
    if (of !== undefined && seen.has(of)) {
      problems.add(below(place, "of"), "repeated_share", "has a share in this mix already");
    }
    if (of !== undefined) seen.add(of);
    return { of, share };
  });
  return problems.list.length > before ? undefined : ({ kind: "mix", by, shares } as MixClause);
}

/** The canonical form: rates as parts per million. */
export function canonicalMix({ by, shares }: MixClause): unknown {
  return { kind: "mix", by, shares: shares.map(({ of, share }) => ({ of, share })) };
}

/** The form of plan.json: rates as decimal texts. */
export function writeMix({ by, shares }: MixClause): unknown {
  return { kind: "mix", by, shares: shares.map(({ of, share }) => ({ of, share: formatRate(share) })) };
}

/** `plain`: the contract's own share, for what the mix does not name. */
export function mixRule(clause: MixClause, plain: Ppm): Rule {
  const shares = new Map(clause.shares.map(({ of, share }) => [of, share]));
  const nameIn = (sale: Sale) => sale[clause.by] ?? "";
  const shareOf = (sale: Sale) => shares.get(nameIn(sale)) ?? plain;
  return {
    kind: "mix",
    setQuota(quota: Quota, base: number, sale: Sale) {
      clear(quota);
      addShare(quota, base, shareOf(sale));
    },
    inputs: (_base, sale): Inputs => ({
      by: clause.by,
      of: nameIn(sale) || null,
      isNamed: shares.has(nameIn(sale)),
      share: formatRate(shareOf(sale)),
    }),
  };
}
