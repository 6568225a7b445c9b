// What each team role may do, and what a key may be given: the table of permissions as it stands, so that no
// page keeps a second one.
import { PERMISSION_NAMES, PERMISSIONS } from "../../access/permissions.ts";
import { roleTable } from "../../wire/member.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

export function roleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/roles",
    permission: "members:read",
    name: "readRoles",
    tag: "Members",
    summary: "What each team role may do",
    answer: roleTable,
    handle: async () => ({
      data: PERMISSION_NAMES.map((name) => {
        const { roles, key } = PERMISSIONS[name];
        return { permission: name, roles: [...roles], key };
      }),
    }),
  });
}
