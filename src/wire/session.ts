// Signing in on the network: by password, or by a single-use link that a mail brings; and who I am. Never
// says whether an address has an account. Example: POST /v1/session { "email": …, "password": … } → Session.
import { z } from "zod";
import { idOut } from "./id.ts";
import { role } from "./member.ts";
import { nameOf } from "./metadata.ts";
import { newWorkspace } from "./workspace.ts";

export const email = z
  .email("must be an e-mail address")
  .max(254)
  .transform((text) => text.toLowerCase())
  .meta({ examples: ["ana@example.com"] });

/** Long enough to matter, short enough to hash. */
export const password = z.string().min(10, "must have at least 10 characters").max(200);

export const signIn = z.strictObject({ email, password: z.string().min(1).max(200) }).meta({ id: "SignIn" });

export const linkRequest = z.strictObject({ email }).meta({ id: "SignInLinkRequest" });

export const linkRedeem = z
  .strictObject({ token: z.string().min(10).max(200) })
  .meta({ id: "SignInLinkRedeem" });

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

export const session = z
  .object({
    account: z.object({
      id: idOut("account"),
      email: z.string(),
      name: z.string(),
      verified: z.boolean().meta({ description: "Has shown that the address is theirs." }),
    }),
    workspaces: z.array(
      z.object({ id: idOut("ws"), name: z.string(), currency: z.string(), demo: z.boolean(), role }),
    ),
  })
  .meta({ id: "Session" });

export const setupState = z
  .object({ needed: z.boolean().meta({ description: "True while there is no account at all." }) })
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
