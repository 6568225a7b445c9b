// Freezes what was agreed at an acceptance: both sides by their names of that moment, the terms for people
// and for programs, a worked example, the times, and the hash of it all. Inside the acceptance's transaction.
// Example: the agreement of contract_… version 1, proposed by Ana, accepted by Bruno, 21 November 2026.
import { publicId } from "../base/id.ts";
import { formatInstant, instant } from "../base/instant.ts";
import { assert } from "../base/refusal.ts";
import { type AgreementDocument, addAgreement } from "../contracts/agreement.ts";
import type { Language } from "../contracts/clause-in-words.ts";
import type { ContractTerms } from "../contracts/contract.ts";
import { addFeesAgreement } from "../contracts/fees-agreement.ts";
import type { Proposal } from "../contracts/proposal.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { termsInWords } from "../contracts/terms-in-words.ts";
import { TERMS_OF_USE } from "../contracts/terms-of-use.ts";
import type { NewVersion } from "../contracts/write-contract.ts";
import type { Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { readOffersOf, readProduct } from "../products/read-products.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { Person } from "./propose-change.ts";
import { tellFees } from "./tell-fees.ts";
import { workExample } from "./work-example.ts";

const LANGUAGES: readonly Language[] = ["en", "pt-BR"];

export async function freezeAgreement(
  tx: Tx,
  ws: number,
  made: { proposal: Proposal; version: NewVersion; signer: Person },
): Promise<void> {
  const { proposal, version, signer } = made;
  const { contract, at, starts, ends, terms } = version;
  const frozen = { contract, version: version.version, starts, ends, terms };
  const document = await documentOf(tx, ws, proposal, frozen, { ...signer, at });
  await addAgreement(tx, ws, { contract, version: version.version, proposal: proposal.id, at }, document);
}

/** Other fees that the last partner has accepted: one document each, with its own answer. */
export async function freezeFees(
  tx: Tx,
  ws: number,
  proposals: readonly Proposal[],
  starts: number,
  at: number,
): Promise<void> {
  for (const proposal of proposals) {
    const contract = await readContract(tx, ws, proposal.contract);
    assert(contract !== null && proposal.answeredAt !== null, "fees agreed without a contract or an answer");
    const frozen = {
      contract: contract.id,
      version: contract.versions.at(-1)?.version ?? 1,
      ...{ starts, ends: null, terms: null },
    };
    const signer = { name: proposal.answeredName ?? "", email: null, at: proposal.answeredAt };
    const document = await documentOf(tx, ws, proposal, frozen, signer);
    await addFeesAgreement(tx, ws, { proposal: proposal.id, contract: contract.id, at }, document);
  }
}

interface Frozen extends Pick<NewVersion, "contract" | "version" | "starts" | "ends"> {
  /** Null of fees: the product's terms are what is agreed. */
  terms: ContractTerms | null;
}

async function documentOf(
  tx: Tx,
  ws: number,
  proposal: Proposal,
  version: Frozen,
  signer: Pick<Person, "name" | "email"> & { at: number },
): Promise<AgreementDocument> {
  const workspace = await readWorkspace(tx, ws);
  const product = await readProduct(tx, ws, proposal.product);
  const partner = await findParty(tx, ws, proposal.party);
  const producer = await findParty(tx, ws, (await readPostingSettings(tx, ws)).producer);
  assert(product !== null && partner !== null && producer !== null, "an agreement without one of its sides");
  const use = TERMS_OF_USE.find((one) => one.version === proposal.termsOfUse);
  assert(use !== undefined, `there are no terms of use ${proposal.termsOfUse}`);
  const offers = (await readOffersOf(tx, ws, [product.id])).get(product.id) ?? [];
  const currency = offers[0]?.currency ?? workspace.currency;
  const { starts, ends, terms } = version;
  const fees = (await tellFees(tx, ws, [product.id])).at(product.id, starts);
  const inWords = (language: Language) => [
    ...(terms === null
      ? []
      : termsInWords(terms, { language, timeZone: workspace.timeZone, currency, starts, ends })),
    ...(proposal.kind === "end" ? [] : fees[language]),
  ];
  const text = (at: number) => formatInstant(instant(at));
  return {
    agreement: 1,
    contract: publicId("contract", version.contract),
    version: version.version,
    proposal: publicId("proposal", proposal.id),
    kind: proposal.kind,
    workspace: { id: publicId("ws", workspace.id), name: workspace.name, timeZone: workspace.timeZone },
    product: { id: publicId("product", product.id), name: product.name },
    producer: { id: publicId("party", producer.id), name: producer.name },
    partner: { id: publicId("party", partner.id), name: partner.name, email: partner.email },
    terms: terms ?? proposal.productTerms,
    starts: text(starts),
    ends: ends === null ? null : text(ends),
    proposed: {
      side: proposal.side,
      name: proposal.createdName,
      email: null,
      at: text(proposal.createdAt),
    },
    accepted: {
      side: proposal.side === "producer" ? "party" : "producer",
      name: signer.name,
      email: signer.email,
      at: text(signer.at),
    },
    termsOfUse: use,
    inWords: Object.fromEntries(LANGUAGES.map((language) => [language, inWords(language)])) as Record<
      Language,
      ReturnType<typeof inWords>
    >,
    example:
      proposal.kind === "end"
        ? null
        : await workExample(tx, ws, { product: product.id, at: starts, party: partner.id, isForParty: true }),
  };
}
