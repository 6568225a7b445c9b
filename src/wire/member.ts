// Members of a workspace on the network: a person and a team role. Roles give access, never money.
// Example: { "account": "account_…", "email": "ana@example.com", "name": "Ana", "role": "owner", "createdAt":
// "…" }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { nameOf } from "./metadata.ts";
import { emailIn, passwordIn } from "./person.ts";

export const role = z
  .enum(["owner", "admin", "finance", "support", "marketing", "viewer"])
  .meta({ id: "Role", examples: ["finance"] });

export const member = z
  .object({
    account: idOut("account"),
    email: z.string(),
    name: z.string(),
    role,
    createdAt: instantOut,
  })
  .meta({ id: "Member" });

export const memberChange = z.strictObject({ role }).meta({ id: "MemberChange" });

export const newInvite = z
  .strictObject({ email: emailIn, role })
  .meta({ id: "NewInvite", examples: [{ email: "bruno@example.com", role: "finance" }] });

export const invite = z
  .object({
    id: idOut("invite"),
    email: z.string(),
    role,
    invitedBy: z.object({ actor: z.string(), name: z.string().nullable() }),
    createdAt: instantOut,
    sentAt: instantOut.meta({ description: "When the newest mail was sent." }),
    expiresAt: instantOut,
    expired: z.boolean(),
  })
  .meta({ id: "Invite" });

const token = z.string().min(20).max(200);

export const inviteToken = z.strictObject({ token }).meta({ id: "InviteToken" });

/** Where this server sends no mail. */
export const handedLink = z.object({ link: z.string() }).meta({ id: "HandedLink" });

export type HandedLink = z.input<typeof handedLink>;

export const invitedAccount = z
  .strictObject({ token, name: nameOf(200), password: passwordIn })
  .meta({ id: "InvitedAccount" });

/** What a link shows before anything is decided. */
export const seenInvite = z
  .object({
    email: z.string(),
    role,
    workspace: z.object({ id: idOut("ws"), name: z.string() }),
    inviter: z.string().nullable(),
    expiresAt: instantOut,
    hasAccount: z.boolean().meta({ description: "Without one, accepting makes it." }),
  })
  .meta({ id: "SeenInvite" });

export type Member = z.input<typeof member>;
export type Invite = z.input<typeof invite>;
export type SeenInvite = z.input<typeof seenInvite>;

export const roleTable = z
  .object({
    data: z.array(
      z.object({
        permission: z.string(),
        roles: z.array(role),
        key: z.boolean().meta({ description: "An API key may hold it as a scope." }),
      }),
    ),
  })
  .meta({ id: "RoleTable" });

export type Role = z.input<typeof role>;
export type RoleTable = z.input<typeof roleTable>;
