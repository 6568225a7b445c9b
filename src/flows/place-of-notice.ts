// Where a notice leads: the page of the thing in the console, or in the portal of the party it was told as.
// Always an address of ours, below the installation's own. Example: "accepted", told to bruno →
// /partner/party_…/contracts/ contract_…/agreements/2.
import { publicId, type Uuid } from "../base/id.ts";
import type { Notice } from "../notices/notice.ts";

export function placeOf(
  notice: Pick<Notice, "party" | "leadsTo" | "facts" | "kind">,
  workspace: Uuid,
): string {
  const { party, leadsTo, facts, kind } = notice;
  const home = party === null ? `/w/${publicId("ws", workspace)}` : `/partner/${publicId("party", party)}`;
  const prefix = leadsTo?.slice(0, leadsTo.indexOf("_"));
  switch (prefix) {
    case "proposal":
      return `${home}/${party === null ? "proposals" : "requests"}/${leadsTo}`;
    case "contract":
      return kind === "accepted" && facts.version !== undefined
        ? `${home}/contracts/${leadsTo}/agreements/${facts.version}`
        : `${home}/contracts/${leadsTo}`;
    case "finding":
      return party === null ? `${home}/findings/${leadsTo}` : `${home}/sales?earned=true`;
    case "sale":
      return `${home}/sales/${leadsTo}`;
    case "opening":
      return party === null ? `${home}/parties/${facts.of ?? ""}?tab=about` : `${home}/requests`;
    case "product":
      if (kind.startsWith("affiliate_")) return affiliatesPlace(home, party, kind, leadsTo);
      return party === null ? `${home}/products/${leadsTo}` : `${home}/products`;
    case "run":
      if (kind === "payout_left_out") return `${home}/payouts/new`;
      return `${home}/payouts/runs/${leadsTo}`;
    case "payout":
      return party === null ? `${home}/payouts/${leadsTo}` : `${home}/payouts`;
    case "statement":
      return `${home}/statements/${leadsTo}`;
    case "adjustment":
      return party === null ? `${home}/parties/${facts.of ?? ""}` : `${home}/adjustments/${leadsTo}`;
    case "party":
      if (kind === "payout_asked") return `${home}/payouts`;
      return party === null ? `${home}/parties/${leadsTo}` : `${home}/statements`;
    case "question":
      return `${home}/questions/${leadsTo}`;
    default:
      if (kind === "payout_left_out") return `${home}/payouts/new`;
      if (kind === "commission_held" && party === null) return `${home}/findings?state=held`;
      return party === null ? home : `${home}/sales?earned=true`;
  }
}

/** An applicant leads a manager to those he recruited; everything else an affiliate to the products. */
function affiliatesPlace(home: string, party: Uuid | null, kind: string, product: string | null): string {
  if (party === null) return `${home}/products/${product}?tab=affiliates`;
  return kind === "affiliate_applied" ? `${home}/recruits` : `${home}/promote/${product}`;
}
