// The team roles, from the one that may most to the one that may least. What each may do is the server's
// table.
// Example: ROLES[0] is "owner".
import type { Role } from "../../data/team.ts";

export const ROLES = [
  "owner",
  "admin",
  "finance",
  "support",
  "marketing",
  "viewer",
] as const satisfies readonly Role[];
