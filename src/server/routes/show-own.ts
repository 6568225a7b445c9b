// How a partner's own party, sales and contracts look in an answer. Names nobody but the party, the producer
// and what leaves before the split. Example: showOwnSale(names, sale) → { …, lines: [{ amount: 582, … }],
// because: null }.
import type { Confirmed } from "../../contracts/confirmation.ts";
import { isEnded } from "../../contracts/contract.ts";
import type { OwnParty } from "../../flows/list-own-parties.ts";
import type { OwnSale } from "../../flows/show-own-sales.ts";
import type { ToldContract } from "../../flows/tell-contracts.ts";
import type { Names } from "../../reports/names.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type { OwnParty as ShownParty } from "../../wire/own-party.ts";
import type { ContractStory, OwnSale as Shown } from "../../wire/partner.ts";
import { showParty, showProduct } from "./show-named.ts";
import { showProposal } from "./show-proposal.ts";
import { stateOf } from "./show-sale.ts";

export function showConfirmation({
  state,
  answer,
}: Confirmed): ContractStory["versions"][number]["confirmation"] {
  const at = answer === null ? null : showInstant(answer.givenAt);
  return { state, name: answer?.givenName ?? null, at, note: answer?.note ?? "" };
}

export function showOwnParty({ party, workspace, ...one }: OwnParty): ShownParty {
  return { ...one, id: showId("party", party), workspace: { ...workspace, id: showId("ws", workspace.id) } };
}

export function showOwnSale(names: Names, one: OwnSale): Shown {
  const { id, product, at, currency, paid, refunded, disputed, isByAffiliate, availableOn, lines } = one;
  return {
    id: showId("sale", id),
    product: showProduct(names, product),
    at: showInstant(at),
    ...{ currency, paid, refunded, disputed },
    state: stateOf(one),
    byAffiliate: isByAffiliate,
    availableOn,
    lines: lines as Shown["lines"],
    because: one.because,
  };
}

export function showStory(names: Names, one: ToldContract, now: number): ContractStory {
  return {
    id: showId("contract", one.id),
    product: showProduct(names, one.product),
    offers: one.offers.map(({ id, name }) => ({ id: showId("offer", id), name })),
    party: showParty(names, one.party),
    producer: one.producer,
    state: isEnded(one, now) ? "ended" : "active",
    acceptedAt: showInstant(one.acceptedAt),
    current: one.current,
    versions: one.versions.map(({ terms, createdBy: _, ...version }) => {
      const { share, ...rest } = terms;
      return {
        version: version.version,
        starts: showInstant(version.starts),
        ends: showInstant(version.ends),
        until: showInstant(version.until),
        share: share ?? null,
        maxAffiliateRate: null,
        noticeDays: null,
        ...rest,
        evidence: version.evidence,
        createdAt: showInstant(version.createdAt),
        inWords: version.inWords as ContractStory["versions"][number]["inWords"],
        agreement: version.agreement && { ...version.agreement, at: showInstant(version.agreement.at) },
        confirmation: showConfirmation(version.confirmation),
      };
    }),
    proposals: one.proposals.map((asked) => showProposal(asked, names, now)),
    hasAccount: one.hasAccount,
    notices: one.notices.map((given) => ({
      ...{ version: given.version, side: given.side, name: given.givenName, days: given.days },
      ...{ at: showInstant(given.givenAt), ends: showInstant(given.ends), message: given.message },
      isInEffect: given.version === one.versions.at(-1)?.version,
    })),
  };
}
