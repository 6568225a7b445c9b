// Signing in on the network: by password, or by a single-use link that a mail brings; and who I am. Never
// says whether an address has an account. Example: POST /v1/session { "email": …, "password": … } → Session.
import { z } from "zod";
import { idOut } from "./id.ts";
import { role } from "./member.ts";
import { nameOf } from "./metadata.ts";
import { ownParty } from "./own-party.ts";
import { emailIn as email, passwordIn as password } from "./person.ts";
import { newWorkspace, spoken } from "./workspace.ts";

export const dateStyle = z.enum(["words", "numbers", "iso"]).meta({ id: "DateStyle" });

export const signIn = z.strictObject({ email, password: z.string().min(1).max(200) }).meta({ id: "SignIn" });

export const linkRequest = z.strictObject({ email }).meta({ id: "SignInLinkRequest" });

export const linkRedeem = z
  .strictObject({ token: z.string().min(10).max(200) })
  .meta({ id: "SignInLinkRedeem" });

export const challengeAnswer = z
  .strictObject({
    challenge: z.string().min(20).max(200),
    code: z
      .string()
      .min(6)
      .max(40)
      .meta({ examples: ["287082"] }),
  })
  .meta({ id: "ChallengeAnswer" });

export const passwordChange = z
  .strictObject({
    current: z
      .string()
      .max(200)
      .optional()
      .meta({ description: "Left out where the account has no password yet." }),
    next: password,
  })
  .meta({ id: "PasswordChange" });

export const mailWay = z.enum(["smtp", "folder"]).meta({
  id: "MailWay",
  description: "How mail leaves this server; `folder`: it does not, and lies in a folder of the server.",
});

export const session = z
  .object({
    account: z.object({
      id: idOut("account"),
      email: z.string(),
      name: z.string(),
      verified: z.boolean().meta({ description: "Has shown that the address is theirs." }),
      language: spoken.nullable().meta({ description: "Null: as the browser asks." }),
      timeZone: z.string().nullable().meta({ description: "Of display. Null: the workspace's." }),
      dateStyle: dateStyle.nullable(),
    }),
    operator: z.boolean().meta({ description: "Runs this installation." }),
    mail: mailWay,
    workspaces: z.array(
      z.object({ id: idOut("ws"), name: z.string(), currency: z.string(), demo: z.boolean(), role }),
    ),
    parties: z.array(ownParty).meta({ description: "What the person is a partner of: no team role." }),
  })
  .meta({ id: "Session" });

export const setupState = z
  .object({
    needed: z.boolean().meta({ description: "True while there is no account at all." }),
    mail: mailWay,
  })
  .meta({ id: "SetupState" });

/** The first owner and the first workspace of an installation. */
export const setup = z
  .strictObject({
    token: z.string().min(10).max(200).meta({ description: "Printed in the server's log at its start." }),
    name: nameOf(200),
    email,
    password,
    workspace: newWorkspace,
  })
  .meta({ id: "Setup" });
