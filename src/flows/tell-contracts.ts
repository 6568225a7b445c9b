// Contracts as stories for either side: every version with its terms in words and its agreement, and what was
// asked and answered about it. Reads only; in a partner's transaction it finds nothing but the partner's own.
// Example: tellContracts(app, tx, 7, [contract]) → v1 10 % until 1 July, v2 15 % since; one open proposal.
import { listAccountsOf } from "../access/party-accounts.ts";
import type { Uuid } from "../base/id.ts";
import { readAgreement } from "../contracts/agreement.ts";
import type { InWords, Language } from "../contracts/clause-in-words.ts";
import { type Confirmed, readConfirmed } from "../contracts/confirmation.ts";
import type { Contract, ContractVersion } from "../contracts/contract.ts";
import { type EndNotice, readEndNotices } from "../contracts/end-notice.ts";
import { listProposals } from "../contracts/read-proposals.ts";
import { termsInWords } from "../contracts/terms-in-words.ts";
import { versionInForce, versionsInForce } from "../contracts/version-in-force.ts";
import type { Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { readOffersOf } from "../products/read-products.ts";
import { type Names, readNames } from "../reports/names.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import { type ShownProposal, showProposals } from "./show-proposals.ts";
import { tellFees } from "./tell-fees.ts";

const MOST_PROPOSALS = 100;

export interface ToldVersion extends ContractVersion {
  /** Epoch milliseconds; its end, or the start of what replaced it. */
  until: number | null;
  inWords: Record<Language, InWords[]>;
  agreement: { sha256: string; at: Date } | null;
  confirmation: Confirmed;
}

export interface ToldContract extends Omit<Contract, "versions"> {
  versions: ToldVersion[];
  current: number | null;
  producer: string;
  /** Of the product, those on sale. */
  offers: { id: Uuid; name: string }[];
  proposals: ShownProposal[];
  /** Oldest first. */
  notices: EndNotice[];
  /** Does anybody speak for the party here? */
  hasAccount: boolean;
}

export async function tellContracts(
  tx: Tx,
  ws: number,
  contracts: readonly Contract[],
  now: number,
): Promise<{ told: ToldContract[]; names: Names }> {
  const { timeZone, currency, demo } = await readWorkspace(tx, ws);
  const products = contracts.map((one) => one.product);
  const names = await readNames(tx, ws, { products, parties: contracts.map((one) => one.party) });
  const offers = await readOffersOf(tx, ws, [...new Set(products)]);
  const producer = (await findParty(tx, ws, (await readPostingSettings(tx, ws)).producer))?.name ?? "";
  const confirmed = await readConfirmed(tx, ws, contracts, demo);
  const notices = await readEndNotices(
    tx,
    ws,
    contracts.map((one) => one.id),
  );
  const told: ToldContract[] = [];
  for (const contract of contracts) {
    const own = offers.get(contract.product) ?? [];
    const about = { timeZone, currency: own[0]?.currency ?? currency };
    const asked = { contract: contract.id as Uuid, now, limit: MOST_PROPOSALS };
    const { shown } = await showProposals(tx, ws, await listProposals(tx, ws, asked));
    const current = versionInForce(contract.versions, now)?.version ?? null;
    const versions = (await tellVersions(tx, ws, contract, about, now)).map((one) => ({
      ...one,
      confirmation: confirmed(contract.id, one.version),
    }));
    const given = notices.get(contract.id) ?? [];
    const hasAccount = (await listAccountsOf(tx, ws, contract.party)).length > 0;
    const shared = { producer, offers: own.map(({ id, name }) => ({ id, name })) };
    told.push({ ...contract, ...shared, versions, current, proposals: shown, notices: given, hasAccount });
  }
  return { told, names };
}

async function tellVersions(
  tx: Tx,
  ws: number,
  contract: Contract,
  about: { timeZone: string; currency: string },
  now: number,
): Promise<Omit<ToldVersion, "confirmation">[]> {
  const untils = new Map(versionsInForce(contract.versions).map((one) => [one.version, one.until]));
  const told: Omit<ToldVersion, "confirmation">[] = [];
  const fees = await tellFees(tx, ws, [contract.product]);
  for (const one of contract.versions) {
    const { starts, ends, terms, version } = one;
    const until = untils.get(version) ?? null;
    const lastDay = until === null ? Math.max(now, starts) : Math.max(Math.min(now, until - 1), starts);
    const words = (language: Language) => [
      ...termsInWords(terms, { ...about, language, starts, ends }),
      ...fees.at(contract.product, lastDay)[language],
    ];
    const frozen = await readAgreement(tx, ws, contract.id, version);
    told.push({
      ...one,
      // A version that never held ends where it starts.
      until: untils.has(version) ? (untils.get(version) ?? null) : starts,
      inWords: { en: words("en"), "pt-BR": words("pt-BR") },
      agreement: frozen === null ? null : { sha256: frozen.sha256, at: frozen.createdAt },
    });
  }
  return told;
}
