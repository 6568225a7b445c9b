// What the form that invites partners holds: the terms, whom they go to first, and who else gets the same
// terms for a share of their own. Says what is wrong with each row. Never sends.
// Example: { …terms, share: "10", email: "bruno@example.com", others: [{ email: "eva@…", name: "", share: "5"
// }] }.

import type { TermsPlace } from "../../../contracts/clause-values.ts";
import { type TermsValues, termsOf } from "../../../contracts/terms-values.ts";
import type { NewInvitation } from "../../../data/contracts.ts";
import { readRate } from "../../../parts/format-amount.ts";
import type { Words } from "../../../words/speak.ts";

export interface Person {
  email: string;
  name: string;
  share: string;
}

export interface InviteValues extends TermsValues {
  product: string;
  email: string;
  name: string;
  language: string;
  /** Beside the first. */
  others: Person[];
}

/** As the server takes them at once. */
export const MOST_PEOPLE = 20;

export const NOBODY: Person = { email: "", name: "", share: "" };

export function peopleOf({ email, name, share, others }: InviteValues): Person[] {
  return [{ email, name, share }, ...others];
}

export type Wrong = Partial<Record<keyof Person, string>>;

/** By row; empty where nothing is wrong. */
export function wrongRows(values: InviteValues, { say }: Words): Wrong[] {
  const seen = new Set<string>();
  return peopleOf(values).map(({ email, share }) => {
    const address = email.trim().toLowerCase();
    const isTwice = seen.has(address);
    seen.add(address);
    const wrong: Wrong = {};
    if (!/^\S+@\S+\.\S+$/.test(address)) wrong.email = say("form.badEmail");
    else if (isTwice) wrong.email = say("invitePartner.twice");
    const rate = readRate(share);
    if (!values.hasTiers && rate === null) wrong.share = say("form.badRate");
    else if (!values.hasTiers && rate === "0") wrong.share = say("agree.shareZero");
    return wrong;
  });
}

export const isRight = (rows: readonly Wrong[]) => rows.every((one) => Object.keys(one).length === 0);

/** One for each, alike but for whom and how much. */
export function invitationsOf(
  values: InviteValues,
  place: TermsPlace,
  language: string,
  termsOfUse: number,
): NewInvitation[] {
  return peopleOf(values).map(({ email, name, share }) => ({
    ...termsOf({ ...values, share }, place, language),
    product: values.product,
    email: email.trim(),
    ...(name.trim() === "" ? {} : { name: name.trim() }),
    message: values.message,
    language: values.language as "en",
    termsOfUse,
  }));
}

/**
 * What all of them take together of a sale, in percent; null while something is not typed, or tiers say it.
 */
export function togetherOf(values: InviteValues): number | null {
  if (values.hasTiers || values.others.length === 0) return null;
  const rates = peopleOf(values).map((one) => readRate(one.share));
  if (rates.some((one) => one === null)) return null;
  const shares = rates.map(Number);
  // Recruiters never meet on one sale: an affiliate was recruited by one of them.
  return values.scope === "recruited" ? Math.max(...shares) : shares.reduce((sum, one) => sum + one, 0);
}
