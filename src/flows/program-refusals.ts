// The refusals that several acts on a programme share, so that each is worded once. Never thrown here.
// Example: throw noProgram() → 404 no_program.
import { Refusal } from "../base/refusal.ts";

export function noProgram(): Refusal {
  const message =
    "This product has no affiliate programme. Open one first (POST /v1/products/{product}/program).";
  return new Refusal(404, "no_program", message);
}

export function noAffiliation(): Refusal {
  return new Refusal(404, "not_found", "There is no such affiliation in this workspace.");
}

/** The affiliation is refused: it would earn nothing. */
export function mayNotBeAffiliate(bar: "contract" | "program", path: string): Refusal {
  const message =
    bar === "contract"
      ? "shares this product by a contract that says it may not also be its affiliate: a link of theirs would earn nothing. Agree on other terms first"
      : "shares this product, and its programme takes no co-producers as affiliates: a link of theirs would earn nothing. Change the programme first";
  return new Refusal(422, "may_not_be_affiliate", `This party ${message}.`, {
    details: [{ path, code: "may_not_be_affiliate", message: "may not be an affiliate of this product" }],
    facts: { bar },
  });
}
