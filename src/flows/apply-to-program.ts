// Somebody applies to promote a product: signed in, having accepted the terms of use in the version they
// read. An open programme approves at once; the others ask the producer, or the manager who recruited them.
// Who had recruited them is settled here, once; a later link changes nothing.
// Example: applyToProgram(app, program, carla, { terms: 2, note: "…", by: "DAVI" }) → requested, by davi.
import type { Affiliation } from "../affiliates/affiliation.ts";
import type { Program } from "../affiliates/program.ts";
import { rateNow } from "../affiliates/rates-now.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import { readProgramTerms } from "../affiliates/read-program.ts";
import { addAffiliation, changeAffiliation, lockAffiliation } from "../affiliates/write-affiliation.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import type { Tx } from "../db/transaction.ts";
import { readProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { chooseCode } from "./choose-code.ts";
import { namesOf, refuseBarred } from "./decide-affiliation.ts";

export interface Application {
  /** The version of the terms of use that was read and accepted; null where there are none. */
  terms: number | null;
  note: string;
  /** Left out: from the name. */
  code?: string | undefined;
}

export interface Applicant {
  party: Uuid;
  name: string;
  actor: string;
  /** Whose recruiting link or invitation brought them. */
  recruitedBy: Uuid | null;
  /** Holds an invitation: is approved at once, and may enter a programme that takes only who is invited. */
  isInvited: boolean;
}

/** Throws 409 `program_closed`, `terms_changed`, `affiliation_exists`, 403 `invitation_needed`, `blocked`. */
export async function applyToProgram(
  app: App,
  tx: Tx,
  ws: number,
  program: Program,
  applicant: Applicant,
  { terms, note, code }: Application,
): Promise<Affiliation> {
  const at = app.ids.now();
  const { product } = program;
  const { party, recruitedBy, isInvited, actor, name } = applicant;
  const isOnSale = (await readProduct(tx, ws, product))?.status === "active";
  if (!isOnSale || (program.state === "closed" && !isInvited)) throw closed();
  const isBrought = isInvited || recruitedBy !== null;
  if (program.access === "invitation" && !isBrought) throw invitationNeeded();
  const acceptedTerms = (await readProgramTerms(tx, ws, product))?.version ?? null;
  if (terms !== acceptedTerms) throw termsChanged(acceptedTerms);
  await refuseBarred(tx, ws, { product, party }, at);
  const known = (await listAffiliations(tx, ws, { product, party, limit: 1 }))[0];
  const state = isInvited || program.access === "open" ? "approved" : "requested";
  const made = { by: actor, at };
  const about = { note, acceptedTerms: acceptedTerms ?? undefined };
  if (known !== undefined) refuseKnown(known);
  const affiliation =
    known === undefined
      ? await addAffiliation(tx, ws, {
          ...{ id: newUuid(app.ids), product, party, note, acceptedTerms, state, ...made },
          code: await chooseCode(tx, ws, product, code, name),
          rate: rateNow(await readCommissionRules(tx, ws, product), { party, rate: 0 as Ppm }, null, at).rate,
          recruitedBy: recruitedBy === party ? null : recruitedBy,
        })
      : await changeAffiliation(
          tx,
          ws,
          (await lockAffiliation(tx, ws, known.id)) as Affiliation,
          { state, ...about },
          made,
        );
  const payload = { ...namesOf(affiliation), version: affiliation.version, state };
  const how = { invited: isInvited, terms: acceptedTerms };
  const subject = publicId("affiliation", affiliation.id);
  await addEvent(tx, ws, {
    type: "affiliation.requested",
    subject,
    actor,
    payload: { ...payload, ...how },
    at,
  });
  return affiliation;
}

/** Who was refused may ask again. */
function refuseKnown({ state, reason, id }: Affiliation): void {
  if (state === "refused") return;
  if (state === "blocked") {
    const message = `You may not promote this product${reason === null ? "." : `: ${reason}`}`;
    throw new Refusal(403, "blocked", message);
  }
  const message =
    state === "ended"
      ? "You promoted this product before, and that has ended for good. Ask the producer."
      : "You applied already: look under your products.";
  throw new Refusal(409, "affiliation_exists", message, {
    facts: { affiliation: publicId("affiliation", id), state },
  });
}

function closed(): Refusal {
  return new Refusal(409, "program_closed", "This programme takes nobody new at the moment.");
}

function invitationNeeded(): Refusal {
  const message = "This programme takes only who is invited. Ask the producer for an invitation.";
  return new Refusal(403, "invitation_needed", message);
}

function termsChanged(version: number | null): Refusal {
  const message = "are not the terms of use in force: read those and accept them";
  return new Refusal(409, "terms_changed", `These ${message}.`, {
    details: [{ path: "terms", code: "terms_changed", message }],
    facts: { version },
  });
}
