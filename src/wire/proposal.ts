// Proposals on the network: what one side of a contract offers and only the other may accept. An open one
// decides no split, and reserves its share under the cap.
// Example: { "invitations": [{ "product": "product_…", "email": "bruno@example.com", "share": "0.10",
//   "renewals": "at_charge", "tail": "none", "termsOfUse": 1 }] }.
import { z } from "zod";
import { agreed } from "./contract.ts";
import { idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { metadata, metadataOut, nameOf } from "./metadata.ts";
import { namedParty, namedProduct, productIn } from "./named.ts";
import { emailIn, passwordIn } from "./person.ts";
import { termsIn } from "./product.ts";
import { example, worstCase } from "./terms-example.ts";

export const proposalState = z.enum(["open", "accepted", "declined", "withdrawn", "lapsed"]);

const message = z.string().max(4000).default("").meta({ description: "A word to the other side." });
const language = z
  .enum(["en", "pt-BR"])
  .default("en")
  .meta({ description: "Of the mail that goes out, until the other side has an account." });
const termsOfUse = z
  .int()
  .min(1)
  .meta({ description: "The version of the terms of use of co-production that the proposer accepts." });
/** What goes with every question to the other side. */
export const asks = { message, language, termsOfUse };

const starts = instantIn
  .nullable()
  .default(null)
  .meta({ description: "Null: with the acceptance. Never before it." });

const invitation = z
  .strictObject({
    product: productIn,
    email: emailIn,
    name: nameOf(200).optional(),
    ...agreed,
    starts,
    message,
    language,
    termsOfUse,
    metadata: metadata.optional(),
  })
  .meta({ id: "Invitation" });

/** All of them are sent, or none. */
export const newInvitations = z
  .strictObject({ invitations: z.array(invitation).min(1).max(20) })
  .meta({ id: "NewInvitations" });

export const newAmendment = z
  .strictObject({ ...agreed, starts, message, language, termsOfUse, metadata: metadata.optional() })
  .meta({ id: "NewAmendment", description: "The whole of the terms again, as they shall be." });

export const newEnd = z
  .strictObject({
    ends: instantIn.nullable().default(null).meta({ description: "Null: with the acceptance." }),
    message,
    language,
    termsOfUse,
    metadata: metadata.optional(),
  })
  .meta({ id: "NewEnd" });

/** One side's notice, where the terms hold a notice period. */
export const newEndNotice = z.strictObject({ message, language }).meta({ id: "NewEndNotice" });

export const endNotice = z
  .object({
    version: z.int().meta({ description: "The version that it made, with the end." }),
    side: z.enum(["producer", "party"]).meta({ description: "Who gave it." }),
    name: z.string(),
    at: instantOut,
    days: z.int(),
    ends: instantOut,
    message: z.string(),
    isInEffect: z.boolean().meta({ description: "False where both agreed to something else afterwards." }),
  })
  .meta({ id: "EndNotice" });

/** The same terms by mail, to a party that has no account here. */
export const confirmationRequest = z.strictObject(asks).meta({ id: "ConfirmationRequest" });

/** The partner's word to a contract that was recorded as agreed elsewhere. */
export const recordedAnswer = z
  .strictObject({
    version: z.int().min(1).meta({ description: "The newest version that was read." }),
    note: z.string().max(4000).default(""),
  })
  .meta({ id: "RecordedAnswer" });

/** Fees that give partners with agreed contracts less: asked of each of them. */
export const newFeesProposal = z
  .strictObject({
    ...termsIn.shape,
    starts: instantIn.nullable().default(null).meta({ description: "Null: when the last has accepted." }),
    message,
    language,
    termsOfUse,
  })
  .meta({ id: "NewFeesProposal" });

export const acceptance = z.strictObject({ termsOfUse }).meta({ id: "Acceptance" });

export const refusal = z
  .strictObject({ answer: z.string().max(4000).default("").meta({ description: "A word back." }) })
  .meta({ id: "ProposalRefusal" });

const inWords = z.array(z.tuple([z.string(), z.string()])).meta({ description: "Label and text." });

export const proposal = z
  .object({
    id: idOut("proposal"),
    kind: z.enum(["invite", "amend", "end", "fees"]).meta({
      description:
        "`fees`: other fees of the product, which hold when every partner they touch has accepted.",
    }),
    state: proposalState,
    contract: idOut("contract").meta({ description: "Of an invitation: the id the contract will have." }),
    basedOn: z.int().meta({ description: "The version it was proposed on top of; 0 of an invitation." }),
    product: namedProduct,
    party: namedParty,
    side: z.enum(["producer", "party"]).meta({ description: "Who asks; the other side answers." }),
    email: z.string().nullable(),
    terms: z.record(z.string(), z.unknown()).nullable().meta({ description: "Null of an end." }),
    starts: instantOut.nullable(),
    ends: instantOut.nullable(),
    inWords: z.object({ en: inWords, "pt-BR": inWords }),
    today: z
      .object({ en: inWords, "pt-BR": inWords })
      .meta({ description: "Of a change of fees: what holds instead; empty otherwise." }),
    change: idOut("change")
      .nullable()
      .meta({ description: "The same for all proposals of one change of fees; null otherwise." }),
    message: z.string(),
    termsOfUse: z.int(),
    createdBy: z.string(),
    createdName: z.string(),
    createdAt: instantOut,
    lapsesAt: instantOut,
    answeredName: z.string().nullable(),
    answeredAt: instantOut.nullable(),
    answer: z.string(),
    agreementSha256: z.string().nullable().meta({
      description: "Of `fees` that everybody accepted: the agreement is read at …/agreement of the proposal.",
    }),
    reminders: z
      .array(z.object({ at: instantOut, after: z.int().nullable() }))
      .meta({ description: "Oldest first; `after` so many days by itself, null: by the side that asks." }),
    metadata: metadataOut,
  })
  .meta({ id: "Proposal" });

export const proposals = z.object({ data: z.array(proposal) }).meta({ id: "Proposals" });

export const accepted = z
  .object({ contract: idOut("contract"), version: z.int() })
  .meta({ id: "AcceptedProposal" });

export const termsOfUseOut = z
  .object({
    version: z.int(),
    text: z.object({ en: z.array(z.string()), "pt-BR": z.array(z.string()) }),
  })
  .meta({ id: "TermsOfUse" });

export type Proposal = z.input<typeof proposal>;

const token = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "What stands behind # in the link of the mail." });

export const invitationOpen = z.strictObject({ token }).meta({ id: "InvitationOpen" });

export const invitationOpened = z
  .object({
    workspace: z.object({ id: idOut("ws"), name: z.string(), timeZone: z.string() }),
    proposal,
    email: z.string().meta({ description: "The address it was mailed to." }),
    hasAccount: z
      .boolean()
      .meta({ description: "Is there an account for that address? Then sign in first." }),
    signedInAs: z.string().nullable(),
    producer: z.string().meta({ description: "How the producer is called." }),
    example: example.nullable().meta({ description: "A sale at the product's price, under these terms." }),
    warnings: z.array(worstCase),
    termsOfUse: termsOfUseOut,
  })
  .meta({ id: "OpenedInvitation" });

export const invitationAccept = z
  .strictObject({
    token,
    termsOfUse,
    underOtherAddress: z
      .boolean()
      .default(false)
      .meta({ description: "Accept as the account I am signed in with, though the mail went elsewhere." }),
    name: nameOf(200).optional().meta({ description: "For a new account; stands on the agreement." }),
    password: passwordIn.optional(),
  })
  .meta({ id: "InvitationAccept" });

export const invitationDecline = z
  .strictObject({ token, answer: z.string().max(4000).default("") })
  .meta({ id: "InvitationDecline" });

export const invitationAccepted = z
  .object({ contract: idOut("contract"), version: z.int(), party: idOut("party") })
  .meta({ id: "AcceptedInvitation" });
