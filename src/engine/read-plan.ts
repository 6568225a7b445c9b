// Reads plan.json and says everything that is wrong with it at once, each with its path; never half a plan.
// Unknown keys are refused, so that a misspelt "untill" is not a contract without an end.
// Example: {"producer": "ana", "contracts": [{ "id": "c1", … "share": "0.8" … }]} → cap_exceeded at
// contracts[0].

import type { Minor } from "../base/amount.ts";
import { isTimeZone } from "../base/calendar.ts";
import { type Currency, isCurrency } from "../base/currency.ts";
import { compareInstants, formatInstant, type Instant } from "../base/instant.ts";
import { formatRate, NO_RATE, type Ppm } from "../base/rate.ts";
import { type CapBreach, checkCap } from "./check-cap.ts";
import {
  type Bearer,
  type Contract,
  DEFAULT_MAX_SHARED,
  HIGHEST_MAX_SHARED,
  largestShare,
  type Plan,
  type PlatformFee,
} from "./plan.ts";
import { below, isObject, type JsonObject, Problems, type Read } from "./problem.ts";
import { readContract } from "./read-contract.ts";
import { readAmount, readList, readObject, readRate, readText, readWord } from "./read-value.ts";

const KEYS = new Set([
  "producer",
  "maxShared",
  "platformFee",
  "processorFee",
  "affiliate",
  "contracts",
  "unreturnedFees",
  "timeZone",
]);
const PLATFORM_KEYS = new Set(["party", "rate", "fixed", "bearer"]);
const PROCESSOR_KEYS = new Set(["bearer"]);
const AFFILIATE_KEYS = new Set(["base"]);
const BEARERS = ["shared", "producer"] as const;

export interface ReadPlanOptions {
  /**
   * False for a plan that is not offered to anybody any more: a renewal's, composed of old and new versions.
   */
  readonly checkCap?: boolean;
}

export function readPlan(json: unknown, options: ReadPlanOptions = {}): Read<"plan", Plan> {
  const problems = new Problems();
  if (!isObject(json)) {
    problems.add("", "invalid_object", "must be an object");
    return { ok: false, errors: problems.list };
  }
  problems.checkKeys(json, "", KEYS);
  const producer = readText(problems, json.producer, "", "producer");
  const maxShared = readMaxShared(problems, json);
  const platformFee = json.platformFee !== undefined ? readPlatformFee(problems, json) : null;
  const processorFee = {
    bearer: readPart(problems, json, "processorFee", PROCESSOR_KEYS, readBearer) ?? "shared",
  };
  const affiliate = {
    base: readPart(problems, json, "affiliate", AFFILIATE_KEYS, readAffiliateBase) ?? "net",
  };
  const unreturnedFees =
    json.unreturnedFees !== undefined
      ? readWord(problems, json.unreturnedFees, "", "unreturnedFees", ["producer", "pro_rata"])
      : "producer";
  const timeZone = readTimeZone(problems, json);
  const contracts = readContracts(problems, json);
  if (options.checkCap !== false && maxShared !== undefined) checkShares(problems, contracts, maxShared);

  if (problems.list.length > 0) return { ok: false, errors: problems.list };
  const plan = { producer, maxShared, platformFee, processorFee, affiliate, unreturnedFees, timeZone };
  return { ok: true, plan: { ...plan, contracts } as Plan };
}

function readMaxShared(problems: Problems, json: JsonObject): Ppm | undefined {
  if (json.maxShared === undefined) return DEFAULT_MAX_SHARED;
  const rate = readRate(problems, json.maxShared, "", "maxShared");
  if (rate === undefined || rate <= HIGHEST_MAX_SHARED) return rate;
  return problems.add("maxShared", "invalid_rate", `must not be above ${formatRate(HIGHEST_MAX_SHARED)}`);
}

function readPlatformFee(problems: Problems, json: JsonObject): PlatformFee | undefined {
  const path = "platformFee";
  const object = readObject(problems, json[path], "", path);
  if (object === undefined) return undefined;
  problems.checkKeys(object, path, PLATFORM_KEYS);
  const party = readText(problems, object.party, path, "party");
  const rate = object.rate !== undefined ? readRate(problems, object.rate, path, "rate") : NO_RATE;
  const bearer = object.bearer !== undefined ? readBearer(problems, object, path) : "shared";
  const fixed = new Map<Currency, Minor>();
  const amounts = object.fixed !== undefined ? readObject(problems, object.fixed, path, "fixed") : {};
  const at = below(path, "fixed");
  for (const currency of Object.keys(amounts ?? {})) {
    if (!isCurrency(currency)) {
      problems.add(below(at, currency), "unknown_currency", "is not an active ISO 4217 currency");
      continue;
    }
    const amount = readAmount(problems, amounts?.[currency], at, currency);
    if (amount !== undefined) fixed.set(currency, amount);
  }
  if (party === undefined || rate === undefined || bearer === undefined) return undefined;
  return { party, rate, fixed, bearer };
}

function readBearer(problems: Problems, object: JsonObject, path: string): Bearer | undefined {
  return readWord(problems, object.bearer, path, "bearer", BEARERS);
}

function readAffiliateBase(
  problems: Problems,
  object: JsonObject,
  path: string,
): "net" | "gross" | undefined {
  return readWord(problems, object.base, path, "base", ["net", "gross"]);
}

/** An optional object of one optional word. */
function readPart<W>(
  problems: Problems,
  json: JsonObject,
  key: "processorFee" | "affiliate",
  known: ReadonlySet<string>,
  readOne: (problems: Problems, object: JsonObject, path: string) => W | undefined,
): W | undefined {
  if (json[key] === undefined) return undefined;
  const object = readObject(problems, json[key], "", key);
  if (object === undefined) return undefined;
  problems.checkKeys(object, key, known);
  return [...known].some((word) => object[word] !== undefined) ? readOne(problems, object, key) : undefined;
}

function readTimeZone(problems: Problems, json: JsonObject): string | undefined {
  if (json.timeZone === undefined) return "UTC";
  const name = readText(problems, json.timeZone, "", "timeZone");
  if (name === undefined || isTimeZone(name)) return name;
  return problems.add("timeZone", "invalid_time_zone", 'must be an IANA name, such as "America/Sao_Paulo"');
}

function readContracts(problems: Problems, json: JsonObject): (Contract | undefined)[] {
  const list = json.contracts !== undefined ? readList(problems, json.contracts, "", "contracts") : [];
  const contracts = (list ?? []).map((item, index) => readContract(problems, item, `contracts[${index}]`));
  const first = new Map<unknown, number>();
  (list ?? []).forEach((item, index) => {
    if (!isObject(item) || typeof item.id !== "string") return;
    const earlier = first.get(item.id);
    if (earlier === undefined) first.set(item.id, index);
    else
      problems.add(
        `contracts[${index}].id`,
        "duplicate_contract",
        `is the id of contracts[${earlier}] already`,
      );
  });
  return contracts;
}

function checkShares(problems: Problems, contracts: readonly (Contract | undefined)[], maxShared: Ppm): void {
  const known = contracts.flatMap((contract, index) => (contract === undefined ? [] : [{ contract, index }]));
  // Starts and ends by their rank: they are compared to the last digit, and the cap asks for no more.
  const ranks = new Ranks(known.map(({ contract }) => contract));
  const entries = known.map(({ contract }) => ({
    id: contract.id,
    party: contract.party,
    scope: contract.scope,
    share: largestShare(contract),
    from: ranks.of(contract.from, contract.fromFiner),
    until: contract.until === null ? null : ranks.of(contract.until, contract.untilFiner),
  }));
  for (const breach of checkCap(entries, maxShared)) {
    const starting = breach.entries.findLast((index) => entries[index]?.from === breach.at) as number;
    const parts = breach.entries.map(
      (index) => `${entries[index]?.id} ${formatShared(entries[index]?.share)}`,
    );
    const text =
      `${describeKind(breach)} from ${ranks.name(breach.at)} on would share ${formatShared(breach.shared)}, ` +
      `more than ${formatRate(maxShared)}: ${parts.join(", ")}`;
    problems.add(`contracts[${known[starting]?.index}]`, "cap_exceeded", text);
  }
}

/** The instants of a plan in order: 0 is the first. */
class Ranks {
  readonly #ascending: { at: Instant; finer: string }[];

  constructor(contracts: readonly Contract[]) {
    this.#ascending = contracts
      .flatMap(({ from, until, fromFiner = "", untilFiner = "" }) => [
        { at: from, finer: fromFiner },
        ...(until === null ? [] : [{ at: until, finer: untilFiner }]),
      ])
      .sort((a, b) => compareInstants(a.at, a.finer, b.at, b.finer));
  }

  of(at: Instant, finer = ""): Instant {
    return this.#ascending.findIndex((one) => one.at === at && one.finer === finer) as Instant;
  }

  name(rank: Instant): string {
    const one = this.#ascending[rank];
    return one === undefined ? "" : formatInstant(one.at, one.finer);
  }
}

function describeKind({ kind, recruitedBy }: CapBreach): string {
  if (kind === "direct") return "direct sales";
  if (kind === "affiliate") return "affiliate sales";
  return `affiliate sales recruited by ${recruitedBy}`;
}

/** A sum of shares may pass 1, which no rate does. */
function formatShared(sum = 0): string {
  const wholes = Math.floor(sum / 1_000_000);
  const rest = sum - wholes * 1_000_000;
  return rest === 0 ? String(wholes) : `${wholes}.${String(rest).padStart(6, "0").replace(/0+$/, "")}`;
}
