// A person's own account on the network: how they are addressed and shown things, their address, their second
// factor, their sessions. Keys, codes and tokens are in one answer and never again.
// Example: PUT /v1/account/profile { "name": "Ana Souza", "language": "pt-BR", "timeZone": null, "dateStyle":
// null }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { nameOf } from "./metadata.ts";
import { emailIn } from "./person.ts";
import { dateStyle } from "./session.ts";
import { spoken, timeZoneIn } from "./workspace.ts";

/** Left out: as it is. */
export const profileChange = z
  .strictObject({
    name: nameOf(200),
    language: spoken.nullable().meta({ description: "Null: as the browser asks." }),
    timeZone: timeZoneIn.nullable().meta({ description: "Of display. Null: the workspace's." }),
    dateStyle: dateStyle.nullable(),
  })
  .partial()
  .meta({ id: "ProfileChange" });

const password = z.string().max(200).optional().meta({
  description: "Needed where the account has one; else the sign-in must be at most 15 minutes old.",
});

const code = z
  .string()
  .min(6)
  .max(40)
  .meta({ examples: ["287082"] });

export const addressChange = z.strictObject({ email: emailIn, password }).meta({ id: "AddressChange" });

export const addressConfirm = z
  .strictObject({ token: z.string().min(20).max(200) })
  .meta({ id: "AddressConfirm" });

export const confirmedAddress = z.object({ email: z.string() }).meta({ id: "ConfirmedAddress" });

export const security = z
  .object({
    hasPassword: z.boolean(),
    freshSignIn: z.boolean().meta({ description: "Signed in within the last 15 minutes." }),
    secondFactor: z.object({
      on: z.boolean(),
      since: instantOut.nullable(),
      codesLeft: z.int().meta({ description: "Recovery codes not yet used." }),
    }),
  })
  .meta({ id: "AccountSecurity" });

export const newFactor = z
  .object({
    key: z.string().meta({ description: "To type where nothing can be scanned. Shown this once." }),
    address: z.string().meta({ description: "What the picture holds: otpauth://totp/…" }),
  })
  .meta({ id: "NewSecondFactor" });

export const factorConfirm = z.strictObject({ code }).meta({ id: "SecondFactorConfirm" });

/** Both are asked: what one knows and what one has. */
export const factorProof = z.strictObject({ code, password }).meta({ id: "SecondFactorProof" });

export const recoveryCodes = z
  .object({ codes: z.array(z.string()).meta({ description: "Each works once. Shown this once." }) })
  .meta({ id: "RecoveryCodes" });

export const ownSession = z
  .object({
    id: idOut("session"),
    current: z.boolean(),
    createdAt: instantOut,
    seenAt: instantOut.meta({ description: "To the hour." }),
    userAgent: z.string().nullable().meta({ description: "As the browser named itself." }),
  })
  .meta({ id: "OwnSession" });

export const ownSessions = z.object({ data: z.array(ownSession) }).meta({ id: "OwnSessions" });

export const sessionEnd = z.strictObject({ session: idIn("session") }).meta({ id: "SessionEnd" });

export const sessionsEnd = z
  .strictObject({ keepThis: z.boolean().default(true) })
  .meta({ id: "SessionsEnd", description: "Ends all sessions, this one as well when keepThis is false." });

export type Security = z.input<typeof security>;
export type OwnSession = z.input<typeof ownSession>;
export type NewFactor = z.input<typeof newFactor>;
