// A signed-in person applies by the public page: as a party they speak for in that business already, or as a
// new one under their own name and address. The address decides the business; nobody names one here.
// Example: carla, never here before, applies to piano-in-30-days → party "Carla Dias", affiliation requested.

import { rememberName } from "../access/actor-names.ts";
import { accountActor } from "../access/caller.ts";
import { linkAccount, listAccountsOf, listPartiesOf } from "../access/party-accounts.ts";
import type { SignedIn } from "../access/signed-in.ts";
import type { Affiliation } from "../affiliates/affiliation.ts";
import { withoutMarks } from "../affiliates/copied-code.ts";
import { closeInvitation, findInvitation, type Invitation } from "../affiliates/invitation.ts";
import type { Program } from "../affiliates/program.ts";
import { readProgram } from "../affiliates/read-program.ts";
import { findRecruiter } from "../affiliates/recruiting-links.ts";
import { findSlug } from "../affiliates/write-program.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { findPartnerByEmail } from "../parties/find-by-email.ts";
import type { Party } from "../parties/party.ts";
import { findParty } from "../parties/read-parties.ts";
import { addParty } from "../parties/write-party.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import { readSuspension } from "../workspaces/workspace-list.ts";
import type { App } from "./app.ts";
import { type Application, applyToProgram } from "./apply-to-program.ts";
import { giveOwnRate } from "./give-own-rate.ts";
import { managersOf } from "./managers-of.ts";

export interface Joining extends Application {
  slug: string;
  by?: string | undefined;
  invited?: string | undefined;
  party?: Uuid | undefined;
}

/** Throws 404 `no_such_page`, 403 `own_product`, and what applying throws. */
export async function joinProgram(app: App, person: SignedIn, wish: Joining): Promise<Affiliation> {
  const found = await openPage(app, wish.slug);
  const { ws, product } = found;
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const program = (await readProgram(tx, ws, product)) as Program;
    const actor = accountActor(person.account);
    // Null where no link was followed.
    const invitation =
      wish.invited === undefined ? null : await findInvited(app, tx, ws, product, wish.invited);
    const { party, name } = await partyOf(app, tx, ws, person, wish.party);
    const recruitedBy = invitation
      ? invitation.recruitedBy
      : await recruiterOf(app, tx, ws, product, wish.by);
    const applicant = { party, name, actor, recruitedBy, isInvited: invitation !== null };
    const affiliation = await applyToProgram(app, tx, ws, program, applicant, wish);
    if (invitation !== null) {
      await closeInvitation(tx, ws, invitation.id, "accepted", affiliation.id);
      const { rate, createdBy } = invitation;
      const own = { product, party, isFirst: true };
      if (rate !== null) await giveOwnRate(app, tx, ws, { ...own, rate }, createdBy);
    }
    return affiliation;
  });
}

/** The programme behind an address. Throws 404 `no_such_page`. */
export async function openPage(app: App, slug: string): Promise<{ ws: number; product: Uuid }> {
  const found = await asCopied(slug, (text) => inWorkspace(app.db, null, (tx) => findSlug(tx, text)));
  const shut = found && (await inWorkspace(app.db, null, (tx) => readSuspension(tx, found.ws)));
  if (found !== null && shut === null) return found;
  const message = "There is no programme at this address. Ask whoever sent it to you.";
  throw new Refusal(404, "no_such_page", message);
}

/** What stood behind a copied address is left off where nothing is found with it. */
async function asCopied<T>(text: string, find: (text: string) => Promise<T | null>): Promise<T | null> {
  const plain = withoutMarks(text);
  return (await find(text)) ?? (plain === text ? null : await find(plain));
}

/** A link that opens nothing any more is told: throws 410 `invitation_over`. */
export async function findInvited(
  app: App,
  tx: Tx,
  ws: number,
  product: Uuid,
  secret: string,
): Promise<Invitation> {
  const invitation = await findInvitation(tx, ws, product, secret, app.ids.now());
  if (invitation !== null) return invitation;
  const message = "This invitation was used, taken back or has lapsed. Ask for another, or apply without it.";
  throw new Refusal(410, "invitation_over", message);
}

/** Whose recruiting link it is, while they are a manager of the product; a stale link recruits for nobody. */
export async function recruiterOf(
  app: App,
  tx: Tx,
  ws: number,
  product: Uuid,
  code: string | undefined,
): Promise<Uuid | null> {
  if (code === undefined) return null;
  const party = await asCopied(code, (text) => findRecruiter(tx, ws, product, text));
  const managers = party === null ? [] : await managersOf(tx, ws, app.ids.now(), product);
  return managers.some((one) => one.party === party) ? party : null;
}

async function partyOf(
  app: App,
  tx: Tx,
  ws: number,
  person: SignedIn,
  wanted: Uuid | undefined,
): Promise<{ party: Uuid; name: string }> {
  const { account, name, email } = person;
  const own = (await listPartiesOf(tx, account)).filter((one) => one.ws === ws && one.mayAccept);
  const chosen = wanted === undefined ? own[0] : own.find((one) => one.party === wanted);
  if (wanted !== undefined && chosen === undefined) {
    throw new Refusal(404, "not_found", "There is no such party, or your account may not decide for it.");
  }
  if (chosen !== undefined) {
    return { party: chosen.party, name: (await findParty(tx, ws, chosen.party))?.name ?? name };
  }
  const at = app.ids.now();
  const actor = accountActor(account);
  const called = name.trim() === "" ? email : name;
  const known = await unclaimedParty(tx, ws, person);
  const id = known?.id ?? newUuid(app.ids);
  if (known === null) {
    await addParty(tx, ws, { id, kind: "partner", name: called, email, at });
    const payload = { kind: "partner", name: called };
    await addEvent(tx, ws, { type: "party.created", subject: publicId("party", id), actor, payload, at });
  }
  const { id: workspace } = await readWorkspace(tx, ws);
  await linkAccount(tx, { account, workspace, ws, party: id, mayAccept: true, email, at });
  await rememberName(tx, ws, actor, { name: called, email });
  return { party: id, name: known?.name ?? called };
}

/**
 * A partner whom the producer knows by this address and nobody speaks for yet; the address must be proven.
 */
async function unclaimedParty(tx: Tx, ws: number, { email, verified }: SignedIn): Promise<Party | null> {
  const known = verified ? await findPartnerByEmail(tx, ws, email) : null;
  if (known === null || (await listAccountsOf(tx, ws, known.id)).length > 0) return null;
  return known;
}
