// The operator sets the platform's fee that a workspace's new products begin with, and who receives it.
// Never touches a product that is there: what its contracts promise is changed by both sides alone. The event
// keeps what it was; the owners are told by mail.
// Example: setPlatformFee(app, operator, 7, { name: "Market", rate: 60000, fixed: {}, bearer: "shared" }) →
// 5 % → 6 %, from the next product on.
import { rememberName } from "../access/actor-names.ts";
import { accountActor } from "../access/caller.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { newUuid, parsePublicId, publicId, type Uuid } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { findParty, findPlatform } from "../parties/read-parties.ts";
import { addParty } from "../parties/write-party.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { Workspace, WorkspaceFees } from "../workspaces/workspace.ts";
import { changeWorkspace } from "../workspaces/write-workspace.ts";
import type { App } from "./app.ts";
import { firstTerms } from "./name-fees.ts";

export const TELL_PLATFORM_FEE = "tell_platform_fee";

interface PlatformFeeFacts {
  /** Of the party that receives it. */
  name: string;
  rate: Ppm;
  fixed: Record<string, number>;
  bearer: "shared" | "producer";
}

type Fee = WorkspaceFees["platformFee"];

/** What the job of the mails is handed. */
export interface ToldPlatformFee {
  ws: number;
  by: string;
  before: ToldFee | null;
  after: ToldFee | null;
}

export interface ToldFee {
  /** A decimal string. */
  rate: string;
  fixed: Record<string, number>;
  bearer: "shared" | "producer";
  to: string;
}

/** Null: none from now on. */
export async function setPlatformFee(
  app: App,
  operator: SignedIn,
  ws: number,
  facts: PlatformFeeFacts | null,
): Promise<void> {
  const at = app.ids.now();
  const actor = accountActor(operator.account);
  await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const workspace = await readWorkspace(tx, ws);
    const before = await told(tx, ws, workspace.fees.platformFee);
    const platformFee = facts === null ? undefined : await spell(app, tx, workspace, facts);
    const after = await told(tx, ws, platformFee);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const { platformFee: was, ...rest } = workspace.fees;
    await changeWorkspace(tx, workspace, {
      fees: platformFee === undefined ? rest : { ...rest, platformFee },
    });
    await rememberName(tx, ws, actor, operator);
    const payload = {
      before: { fees: { platformFee: was ?? null } },
      after: { fees: { platformFee: platformFee ?? null } },
    };
    const subject = publicId("ws", workspace.id);
    await addEvent(tx, ws, { type: "workspace.platform_fee_set", subject, actor, payload, at });
    const job: ToldPlatformFee = { ws, by: operator.name || operator.email, before, after };
    await addJob(tx, TELL_PLATFORM_FEE, job);
  });
}

/** As a workspace keeps it, with its party, which is made where the workspace has none of this name. */
async function spell(app: App, tx: Tx, { ws, fees }: Workspace, facts: PlatformFeeFacts): Promise<Fee> {
  const { name, rate, fixed, bearer } = facts;
  const now = fees.platformFee === undefined ? null : await findParty(tx, ws, idOf(fees.platformFee));
  const found = now?.name === name ? now : await findPlatform(tx, ws, name);
  const party =
    found ?? (await addParty(tx, ws, { id: newUuid(app.ids), kind: "platform", name, at: app.ids.now() }));
  const platformFee = { party: publicId("party", party.id), rate: formatRate(rate), fixed, bearer };
  return firstTerms({ platformFee }).platformFee as Fee;
}

async function told(tx: Tx, ws: number, fee: Fee): Promise<ToldFee | null> {
  if (fee === undefined) return null;
  const party = await findParty(tx, ws, idOf(fee));
  const fixed = Object.entries(fee.fixed ?? {}).filter(([, amount]) => amount !== 0);
  return {
    rate: fee.rate ?? "0",
    fixed: Object.fromEntries(fixed.sort(([one], [other]) => (one < other ? -1 : 1))),
    bearer: fee.bearer ?? "shared",
    to: party?.name ?? fee.party,
  };
}

function idOf({ party }: NonNullable<Fee>): Uuid {
  return (parsePublicId("party", party) ?? party) as Uuid;
}
