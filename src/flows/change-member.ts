// Changes who is in the team: a role, a removal, leaving, handing ownership over. Roles are read again under
// the lock of the owners, so that nobody acts by a right they lost a moment ago; the last owner stays, which
// the database guards as well.
// Example: changeMember(app, identity, caller, bruno, "finance") → the member as it is now.
import { rememberName } from "../access/actor-names.ts";
import { accountActor, type Caller } from "../access/caller.ts";
import type { Identity } from "../access/identity.ts";
import { changeRole, listMembers, lockOwners, type Member, removeMember } from "../access/members.ts";
import type { Role } from "../access/permissions.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { App } from "./app.ts";

type By = { app: App; identity: Identity; caller: Caller };

export async function changeMember(by: By, account: Uuid, role: Role): Promise<Member> {
  return await change(by, account, "member.role_changed", async (tx, before, isOwner) => {
    if (before.role === "owner" || role === "owner") mustBeOwner(isOwner);
    if (before.role === "owner" && role !== "owner") await mustLeaveAnOwner(tx, before.ws, account);
    await changeRole(tx, before.ws, account, role);
    const payload = role === before.role ? null : { from: before.role, to: role };
    return { after: { ...before, role }, payload };
  });
}

export async function takeOutMember(by: By, account: Uuid): Promise<void> {
  await change(by, account, "member.removed", async (tx, before, isOwner) => {
    if (before.role === "owner") {
      mustBeOwner(isOwner);
      await mustLeaveAnOwner(tx, before.ws, account);
    }
    await removeMember(tx, before.ws, account);
    return { after: before, payload: { role: before.role } };
  });
}

/** Whoever asks goes, whatever their role. */
export async function leaveTeam(by: By): Promise<void> {
  const account = personOf(by.caller);
  await change(by, account, "member.left", async (tx, before) => {
    if (before.role === "owner") await mustLeaveAnOwner(tx, before.ws, account);
    await removeMember(tx, before.ws, account);
    return { after: before, payload: { role: before.role } };
  });
}

/** The other becomes owner and the one who asks admin, in one step. */
export async function handOverOwnership(by: By, account: Uuid): Promise<Member> {
  const from = personOf(by.caller);
  if (from === account) throw new Refusal(409, "own_already", "You are the owner already.");
  return await change(by, account, "member.ownership_handed_over", async (tx, before, isOwner) => {
    mustBeOwner(isOwner);
    await changeRole(tx, before.ws, account, "owner");
    await changeRole(tx, before.ws, from, "admin");
    const payload = { from: before.role, to: "owner", formerOwner: publicId("account", from) };
    return { after: { ...before, role: "owner" }, payload };
  });
}

interface Changed {
  after: Member;
  /** Null where nothing changed: then nothing is told. */
  payload: object | null;
}

async function change(
  { app, identity, caller }: By,
  account: Uuid,
  type: string,
  act: (tx: Tx, before: Member, isOwner: boolean) => Promise<Changed>,
): Promise<Member> {
  const { ws, actor } = caller;
  const person = (await identity.readPeople([account])).get(account);
  return await inWorkspace(app.db, ws, async (tx) => {
    const owners = await lockOwners(tx, ws);
    const before = (await listMembers(tx, ws)).find((one) => one.account === account);
    if (!before) throw new Refusal(404, "not_found", "There is no such member in this workspace.");
    const isOwner = caller.kind === "account" && owners.includes(caller.account);
    const { after, payload } = await act(tx, before, isOwner).catch(sayLastOwner);
    if (payload === null) return after;
    if (person) await rememberName(tx, ws, accountActor(account), person);
    const subject = publicId("account", account);
    await addEvent(tx, ws, { type, subject, actor, payload, at: app.ids.now() });
    return after;
  });
}

function personOf(caller: Caller): Uuid {
  if (caller.kind === "account") return caller.account;
  throw new Refusal(403, "not_permitted", "Only a person in the team can do this.");
}

function mustBeOwner(isOwner: boolean): void {
  if (!isOwner) throw new Refusal(403, "not_permitted", "Only an owner may make or unmake an owner.");
}

async function mustLeaveAnOwner(tx: Tx, ws: number, leaving: Uuid): Promise<void> {
  const others = (await lockOwners(tx, ws)).filter((account) => account !== leaving);
  if (others.length === 0) throw lastOwner();
}

/** The database's own guard (PT010). */
function sayLastOwner(error: unknown): never {
  throw (error as { code?: string } | null)?.code === "PT010" ? lastOwner() : error;
}

function lastOwner(): Refusal {
  return new Refusal(
    409,
    "last_owner",
    "A workspace keeps at least one owner. Make somebody else owner first.",
  );
}
