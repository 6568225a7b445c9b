// Who may do what: one table of resource:action → the team roles that may, and whether an API key may hold
// it. The only place such a rule stands; a route names one line of it. Team roles give access, never money.
// Example: "refunds:write" → owner, admin, finance, support; a key with the scope "refunds:write" may as
// well.

export const ROLES = ["owner", "admin", "finance", "support", "marketing", "viewer"] as const;
export type Role = (typeof ROLES)[number];

interface Rule {
  readonly roles: readonly Role[];
  /** May an API key be given this as a scope? */
  readonly key: boolean;
}

const all: readonly Role[] = ROLES;
const lead: readonly Role[] = ["owner", "admin"];
const money: readonly Role[] = ["owner", "admin", "finance"];
const selling: readonly Role[] = ["owner", "admin", "marketing"];

const rule = (roles: readonly Role[], key = true): Rule => ({ roles, key });

export const PERMISSIONS = {
  "workspace:read": rule(all),
  "workspace:write": rule(lead),
  "members:read": rule(all, false),
  "members:write": rule(lead, false),
  "support:read": rule(lead, false),
  "support:write": rule(["owner"], false),
  "workspace:export": rule(["owner"], false),
  "keys:read": rule(lead, false),
  "keys:write": rule(lead, false),
  "products:read": rule(all),
  "products:write": rule(selling),
  "parties:read": rule(all),
  "parties:write": rule(money),
  "contracts:read": rule(all),
  "contracts:write": rule(lead),
  "contracts:accept": rule(lead, false),
  "questions:read": rule(["owner", "admin", "finance", "viewer"]),
  "questions:write": rule(money, false),
  "datagrants:read": rule(["owner", "admin", "finance", "viewer"]),
  "datagrants:write": rule(lead, false),
  "openings:write": rule(money),
  "statements:read": rule(["owner", "admin", "finance", "viewer"]),
  "statements:write": rule(money),
  "tax:read": rule(money),
  "tax:write": rule(money),
  "adjustments:write": rule(money),
  "adjustments:approve": rule(money, false),
  "affiliates:read": rule(all),
  "affiliates:write": rule(selling),
  "findings:read": rule(["owner", "admin", "finance", "viewer"]),
  "findings:decide": rule(money, false),
  "split:preview": rule(["owner", "admin", "finance", "marketing", "viewer"]),
  "sales:read": rule(all),
  "sales:write": rule(money),
  "buyers:erase": rule(["owner", "admin", "finance", "support"]),
  "refunds:write": rule(["owner", "admin", "finance", "support"]),
  "disputes:write": rule(money),
  "ledger:read": rule(["owner", "admin", "finance", "viewer"]),
  "ledger:verify": rule(money),
  "payouts:read": rule(["owner", "admin", "finance", "viewer"]),
  "payouts:write": rule(money),
  "payouts:approve": rule(money, false),
  "payoutmethods:write": rule(money, false),
  "payoutpolicy:write": rule(lead, false),
  "imports:read": rule(money),
  "imports:write": rule(money),
  "sources:read": rule(money),
  "sources:write": rule(lead),
  "webhooks:read": rule(lead),
  "webhooks:write": rule(lead),
  "events:read": rule(money),
} as const satisfies Record<`${string}:${string}`, Rule>;

export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/** What an API key may be given. */
export const KEY_SCOPES = PERMISSION_NAMES.filter((name) => PERMISSIONS[name].key);

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}

export function roleMay(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission].roles as readonly Role[]).includes(role);
}
