// A proposal as it goes out on the network, for the workspace and for the partner alike.
// Example: showProposal(proposal, names, now) → { id: "proposal_…", state: "lapsed", … } after 14 days.
import { stateAt } from "../../contracts/proposal.ts";
import type { ShownProposal } from "../../flows/show-proposals.ts";
import type { Names } from "../../reports/names.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type { Proposal } from "../../wire/proposal.ts";
import { showParty, showProduct } from "./show-named.ts";

export function showProposal(one: ShownProposal, names: Names, now: number): Proposal {
  return {
    id: showId("proposal", one.id),
    kind: one.kind,
    state: stateAt(one, now),
    contract: showId("contract", one.contract),
    basedOn: one.basedOn,
    product: showProduct(names, one.product),
    party: showParty(names, one.party),
    side: one.side,
    email: one.email,
    terms: one.terms === null ? null : { ...one.terms },
    starts: showInstant(one.starts),
    ends: showInstant(one.ends),
    inWords: one.inWords as Proposal["inWords"],
    today: one.today as Proposal["today"],
    change: showId("change", one.change),
    message: one.message,
    termsOfUse: one.termsOfUse,
    createdBy: one.createdBy,
    createdName: one.createdName,
    createdAt: showInstant(one.createdAt),
    lapsesAt: showInstant(one.lapsesAt),
    answeredName: one.answeredName,
    answeredAt: showInstant(one.answeredAt),
    answer: one.answer,
    agreementSha256: one.agreementSha256,
    reminders: one.reminders.map(({ at, after }) => ({ at: showInstant(at), after })),
    metadata: one.metadata,
  };
}
