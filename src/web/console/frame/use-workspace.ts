// Which workspace this page is in, by the address, and what I may do there.
// It never decides: the server does; this only hides what would be refused.
//   const { ws, role, may } = useWorkspace(); may("imports") → false for support
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type OwnWorkspace, sessionQuery } from "../data/session.ts";

type Role = OwnWorkspace["role"];

const MAY = {
  ledger: ["owner", "admin", "finance", "viewer"],
  preview: ["owner", "admin", "finance", "marketing", "viewer"],
  imports: ["owner", "admin", "finance"],
  sources: ["owner", "admin"],
  refunds: ["owner", "admin", "finance", "support"],
  disputes: ["owner", "admin", "finance"],
  buyers: ["owner", "admin", "finance", "support"],
  verify: ["owner", "admin", "finance"],
  settings: ["owner", "admin"],
  audit: ["owner", "admin", "finance"],
  products: ["owner", "admin", "marketing"],
  sales: ["owner", "admin", "finance"],
  parties: ["owner", "admin", "finance"],
  contracts: ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>;

export function useWorkspace() {
  const { workspace: ws = "" } = useParams({ strict: false }) as { workspace?: string };
  const session = useQuery(sessionQuery).data;
  const own = session?.workspaces.find((one) => one.id === ws);
  const role = own?.role ?? "viewer";
  const may = (what: keyof typeof MAY) => (MAY[what] as readonly Role[]).includes(role);
  // A member of none who still gets in does so by an owner's leave: an operator.
  const isLookingIn = ws !== "" && session !== undefined && own === undefined && session.operator;
  return { ws, own, role, may, session, isLookingIn };
}
