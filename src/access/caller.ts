// Who is asking, once the door has found out: a signed-in account in one of its workspaces, or an API key of
// one. Never trusted from the request: the role or the scopes are read from the database for it.
// Example: { kind: "account", actor: "account:account_01k…", ws: 7, workspace: "019a…", role: "finance",
// account: "019a…" }.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { PERMISSIONS, type Permission, type Role, roleMay } from "./permissions.ts";

interface InWorkspace {
  /** Written beside what it does: `account:account_…` or `key:key_…`. */
  readonly actor: string;
  /** The workspace's number, which leads every key of the database. */
  readonly ws: number;
  readonly workspace: Uuid;
  /** Why the operator has suspended the workspace; null: it is not. */
  readonly suspended?: string | null;
}

export interface AccountCaller extends InWorkspace {
  readonly kind: "account";
  readonly account: Uuid;
  readonly role: Role;
  /** An operator who looks by an owner's leave: reads as a viewer, changes nothing. */
  readonly support?: Uuid;
}

export interface KeyCaller extends InWorkspace {
  readonly kind: "key";
  readonly key: Uuid;
  /** As its makers call it. */
  readonly name: string;
  readonly scopes: readonly Permission[];
}

export type Caller = AccountCaller | KeyCaller;

export function accountActor(account: Uuid): string {
  return `account:${publicId("account", account)}`;
}

export function keyActor(key: Uuid): string {
  return `key:${publicId("key", key)}`;
}

export function may(caller: Caller, permission: Permission): boolean {
  return caller.kind === "account" ? roleMay(caller.role, permission) : caller.scopes.includes(permission);
}

/** Throws 403 `not_permitted` with what is missing, which roles have it, and who can give it. */
export function mustBeAllowed(caller: Caller, permission: Permission): void {
  if (may(caller, permission)) return;
  const message =
    caller.kind === "account"
      ? `Your role in this workspace (${caller.role}) does not include ${permission}. An owner or admin can change it.`
      : `This API key does not have the scope ${permission}. Create one that has it.`;
  const roles = caller.kind === "account" ? { roles: PERMISSIONS[permission].roles } : {};
  throw new Refusal(403, "not_permitted", message, { facts: { permission, ...roles } });
}
