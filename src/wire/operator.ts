// What an operator of the installation sees and does on the network: which workspaces there are, a
// suspension, the platform's fee of one and of new ones, and asking an owner for leave to look. Nothing of a
// workspace's business but its name, the platform's fee, how many sales it has and when something last
// happened.
// Example: POST /v1/operator/grants { "workspace": "ws_…", "reason": "The import hangs", "hours": 24 }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { nameOf } from "./metadata.ts";
import { rateIn, rateOut } from "./money.ts";
import { emailIn } from "./person.ts";
import { fixedIn, newWorkspace } from "./workspace.ts";

const grantState = z.enum(["asked", "given", "refused", "revoked", "expired"]);

const grantShape = {
  id: idOut("grant"),
  reason: z.string(),
  hours: z.int(),
  state: grantState,
  askedAt: instantOut,
  decidedAt: instantOut.nullable(),
  expiresAt: instantOut.nullable(),
};

/** As the workspace sees it. */
export const supportGrant = z
  .object({
    ...grantShape,
    operator: z.object({ account: idOut("account"), name: z.string(), email: z.string() }),
  })
  .meta({ id: "SupportGrant" });

export const grantAnswer = z.strictObject({ given: z.boolean() }).meta({ id: "SupportGrantAnswer" });

const bearer = z.enum(["shared", "producer"]);

/** Who it goes to is a party of the workspace, of this name. */
const platformFeeOut = z.object({
  name: z.string(),
  rate: rateOut,
  fixed: z.record(z.string(), z.int()),
  bearer,
});

const platformFeeIn = z.strictObject({
  name: nameOf(200).meta({
    description: "Who receives it: the workspace's platform of this name, which is made where there is none.",
    examples: ["Market"],
  }),
  rate: rateIn,
  fixed: fixedIn.default({}),
  bearer: bearer.default("shared"),
});

export const operatorWorkspace = z
  .object({
    id: idOut("ws"),
    name: z.string(),
    createdAt: instantOut,
    demo: z.boolean(),
    entries: z.int().meta({ description: "Entries in its journal: sales, refunds, disputes." }),
    lastActivity: instantOut.nullable(),
    suspended: z.object({ at: instantOut, why: z.string() }).nullable(),
    member: z.boolean().meta({ description: "I am in its team myself." }),
    platformFee: platformFeeOut
      .nullable()
      .meta({ description: "What new products of it begin with; each product may have its own." }),
    grant: z.object(grantShape).nullable().meta({ description: "My newest one." }),
  })
  .meta({ id: "OperatorWorkspace" });

const reason = nameOf(1000);

export const grantRequest = z
  .strictObject({
    workspace: idIn("ws"),
    reason: reason.meta({ description: "The owner reads it before deciding." }),
    hours: z.int().min(1).max(168).default(24),
  })
  .meta({ id: "SupportGrantRequest" });

export const suspension = z
  .strictObject({ workspace: idIn("ws"), why: nameOf(500).nullable() })
  .meta({ id: "Suspension", description: "why null: no longer suspended." });

/** A workspace for somebody else: its owner is invited by mail. */
export const operatorNewWorkspace = z
  .strictObject({ workspace: newWorkspace, owner: emailIn })
  .meta({ id: "OperatorNewWorkspace" });

/** Null: none. */
const platformFee = platformFeeIn.nullable();

export const workspacePlatformFee = z.strictObject({ workspace: idIn("ws"), platformFee }).meta({
  id: "WorkspacePlatformFee",
  description: "What products made from now on begin with; those that are there keep their own terms.",
});

export const installation = z
  .object({ platformFee: platformFeeOut.nullable() })
  .meta({ id: "Installation", description: "What every new workspace begins with." });

export const installationChange = z.strictObject({ platformFee }).meta({ id: "InstallationChange" });

export const installationHistory = z
  .object({
    at: instantOut,
    by: z.object({ id: z.string(), name: z.string() }),
    before: installation,
    after: installation,
  })
  .meta({ id: "InstallationHistory" });

export type SupportGrant = z.input<typeof supportGrant>;
export type OperatorWorkspace = z.input<typeof operatorWorkspace>;
export type Installation = z.input<typeof installation>;
export type InstallationHistory = z.input<typeof installationHistory>;
export type PlatformFee = z.input<typeof platformFeeOut>;
