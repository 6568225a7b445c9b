// The name of a plan: SHA-256 over `plan/1`, a line feed and its canonical JSON (RFC 8785), rates as parts
// per million, instants as text, everything that is a default left out, so that a key added later never
// changes an old name.
// Example: a plan of producer ana alone → sha256('plan/1\n{"producer":"ana"}').
import { canonicalJson } from "../base/canonical.ts";
import { sha256Hex } from "../base/digest.ts";
import { formatInstant } from "../base/instant.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { canonicalClause, writeClause } from "./clauses/read-clause.ts";
import { type Clause, type Contract, DEFAULT_MAX_SHARED, type Plan } from "./plan.ts";

/** 64 hexadecimal characters. */
export function planHash(plan: Plan): string {
  return sha256Hex(`plan/1\n${canonicalPlan(plan)}`);
}

/** The text that is hashed after `plan/1` and a line feed. */
export function canonicalPlan(plan: Plan): string {
  return canonicalJson(shape(plan, (rate) => rate, canonicalClause));
}

/** plan.json without its defaults: readPlan(writePlan(plan)) is the same plan with the same hash. */
export function writePlan(plan: Plan): unknown {
  return JSON.parse(JSON.stringify(shape(plan, formatRate, writeClause)));
}

type Spell = (rate: Ppm) => unknown;

function shape(plan: Plan, spell: Spell, spellClause: (clause: Clause) => unknown): Record<string, unknown> {
  const { platformFee } = plan;
  const fixed = [...(platformFee?.fixed ?? [])].filter(([, amount]) => amount !== 0);
  return {
    producer: plan.producer,
    maxShared: plan.maxShared === DEFAULT_MAX_SHARED ? undefined : spell(plan.maxShared),
    platformFee:
      (platformFee && {
        party: platformFee.party,
        rate: platformFee.rate === 0 ? undefined : spell(platformFee.rate),
        fixed: fixed.length === 0 ? undefined : Object.fromEntries(fixed),
        bearer: unless("shared", platformFee.bearer),
      }) ||
      undefined,
    processorFee: plan.processorFee.bearer === "shared" ? undefined : { bearer: plan.processorFee.bearer },
    affiliate: plan.affiliate.base === "net" ? undefined : { base: plan.affiliate.base },
    contracts:
      plan.contracts.length === 0
        ? undefined
        : plan.contracts.map((one) => shapeContract(one, spell, spellClause)),
    unreturnedFees: unless("producer", plan.unreturnedFees),
    timeZone: unless("UTC", plan.timeZone),
  };
}

function shapeContract(
  contract: Contract,
  spell: Spell,
  spellClause: (clause: Clause) => unknown,
): Record<string, unknown> {
  const hasTiers = contract.clauses.some((clause) => clause.kind === "tiers");
  return {
    id: contract.id,
    party: contract.party,
    share: hasTiers ? undefined : spell(contract.share),
    base: unless("after_affiliate", contract.base),
    scope: unless("all", contract.scope),
    from: formatInstant(contract.from, contract.fromFiner),
    until: contract.until === null ? undefined : formatInstant(contract.until, contract.untilFiner),
    mayBeAffiliate: contract.mayBeAffiliate ? undefined : false,
    maxAffiliateRate: contract.maxAffiliateRate === null ? undefined : spell(contract.maxAffiliateRate),
    clauses: contract.clauses.length === 0 ? undefined : contract.clauses.map(spellClause),
  };
}

function unless<T>(usual: T, value: T): T | undefined {
  return value === usual ? undefined : value;
}
