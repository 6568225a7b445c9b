// The team of a business: members, open invitations, what each role may do.
// It never decides who may do what: the table comes from the server.
//   useQuery(membersQuery(ws)).data.data → [{ name: "Ana", role: "owner", … }]
import { queryOptions } from "@tanstack/react-query";
import type { Invite, Member, Role, RoleTable, SeenInvite } from "../../../wire/member.ts";
import { ask, type PageOf } from "./ask.ts";
import type { Session } from "./session.ts";

export type { Invite, Member, Role, RoleTable };

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const membersQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "members"],
    queryFn: ({ signal }) => ask<PageOf<Member>>("GET", `${home(ws)}/members`, { signal }),
  });

export const invitesQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "invites"],
    queryFn: ({ signal }) => ask<PageOf<Invite>>("GET", `${home(ws)}/invites`, { signal }),
  });

export const rolesQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "roles"],
    queryFn: ({ signal }) => ask<RoleTable>("GET", `${home(ws)}/roles`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const invite = (ws: string, body: { email: string; role: Role }) =>
  ask<Invite>("POST", `${home(ws)}/invites`, { body });

export const resendInvite = (ws: string, id: string) =>
  ask<Invite>("POST", `${home(ws)}/invites/${id}/resend`);

export const withdrawInvite = (ws: string, id: string) => ask<void>("DELETE", `${home(ws)}/invites/${id}`);

export const changeRole = (ws: string, account: string, role: Role) =>
  ask<Member>("PATCH", `${home(ws)}/members/${account}`, { body: { role } });

export const removeMember = (ws: string, account: string) =>
  ask<void>("DELETE", `${home(ws)}/members/${account}`);

export const handOver = (ws: string, account: string) =>
  ask<Member>("POST", `${home(ws)}/members/${account}/own`);

export const leaveTeam = (ws: string) => ask<void>("POST", `${home(ws)}/members/leave`);

export const lookAtInvite = (token: string) =>
  ask<SeenInvite>("POST", "/v1/invites/look", { body: { token } });

export const acceptInvite = (token: string) =>
  ask<Session>("POST", "/v1/invites/accept", { body: { token } });

export const joinByInvite = (body: { token: string; name: string; password: string }) =>
  ask<Session>("POST", "/v1/invites/join", { body });
