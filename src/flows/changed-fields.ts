// What a change really changed, as its event tells it: the fields that are not as they were, before and
// after. A change that changes nothing has none, and is neither stored nor told.
// Example: { name: "Piano" }, { name: "Piano", price: 4900 } → { price: 5900 } →
//   { changed: ["price"], before: { price: 4900 }, after: { price: 5900 } }
import { canonicalJson } from "../base/canonical.ts";

export interface ChangedFields {
  changed: string[];
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** Of what the caller names; undefined is left as it is. Null when nothing changes. */
export function changedFields(before: object, wanted: object): ChangedFields | null {
  const was = before as Record<string, unknown>;
  const pairs = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && !isSame(was[field], value),
  );
  if (pairs.length === 0) return null;
  const changed = pairs.map(([field]) => field);
  return {
    changed,
    before: Object.fromEntries(changed.map((field) => [field, was[field] ?? null])),
    after: Object.fromEntries(pairs),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

export interface FieldChange {
  /** "platformFee.rate". */
  path: string;
  before: unknown;
  after: unknown;
}

/** Field by field, objects opened; lists as they are. */
export function compareFields(before: object, after: object): FieldChange[] {
  const was = flatten(before, "");
  const is = flatten(after, "");
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const [old = null, now = null] = [was.get(path), is.get(path)];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ path, before: old, after: now }];
  });
}

function flatten(value: object, path: string): Map<string, unknown> {
  const found = Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? [...flatten(inner, `${path}${key}.`)]
      : [[`${path}${key}`, Array.isArray(inner) && inner.length === 0 ? null : inner]],
  );
  return new Map(found);
}
