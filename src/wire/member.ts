// Members of a workspace on the network: a person and a team role. Roles give access, never money.
// Example: { "account": "account_…", "email": "ana@example.com", "name": "Ana", "role": "owner", "createdAt":
// "…" }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";

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
