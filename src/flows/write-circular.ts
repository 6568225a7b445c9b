// Writes to several affiliates at once: the producer to any who promote the product, a manager to those they
// recruited. They are told in their inbox and by mail; nobody's address is shown to anybody.
// Example: writeCircular(app, 7, piano, { subject: "Spring offer", text: "…" }, davi) → to 12 affiliates.
import { addCircular } from "../affiliates/circulars.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { ActsFor } from "./acts-for.ts";
import type { App } from "./app.ts";
import { mustBeManager } from "./managers-of.ts";
import { noProgram } from "./program-refusals.ts";

export interface CircularWish {
  subject: string;
  text: string;
  /** Left out: all who promote the product; of a manager: all of theirs. */
  to?: readonly Uuid[] | undefined;
}

const MOST = 10_000;
const MOST_A_DAY = 10;

/**
 * Throws 404 `no_program`, 403 `not_manager`, 422 `nobody_to_tell`, `not_affiliated`, 429 `too_many_today`.
 */
export async function writeCircular(
  app: App,
  ws: number,
  product: Uuid,
  { subject, text, to }: CircularWish,
  by: ActsFor,
): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if ((await readProgramHead(tx, ws, product)) === null) throw noProgram();
    if (by.side === "party") await mustBeManager(tx, ws, product, by.party, at);
    const party = by.side === "party" ? by.party : null;
    const all = (await listAffiliations(tx, ws, { product, limit: MOST })).filter(
      (one) =>
        (one.state === "approved" || one.state === "suspended") &&
        (party === null || one.recruitedBy === party),
    );
    const own = new Set(all.map((one) => one.party));
    const recipients = to === undefined ? [...own] : [...new Set(to)];
    if (recipients.some((one) => !own.has(one))) throw notTheirs();
    if (recipients.length === 0) throw nobody();
    if ((await sentSince(tx, ws, { product, party, since: at - DAY })) >= MOST_A_DAY) throw tooMany();
    const id = newUuid(app.ids);
    const made = { id, product, party, subject, text, byName: by.name, recipients };
    await addCircular(tx, ws, { ...made, actor: by.actor, at });
    const payload = { circular: publicId("circular", id), count: recipients.length, side: by.side };
    const about = { subject: publicId("product", product), actor: by.actor, payload, at };
    await addEvent(tx, ws, { type: "affiliate.written_to", ...about });
    return id;
  });
}

const DAY = 86_400_000;

async function sentSince(
  tx: Parameters<typeof listAffiliations>[0],
  ws: number,
  { product, party, since }: { product: Uuid; party: Uuid | null; since: number },
): Promise<number> {
  const row = await tx
    .selectFrom("affiliate_message")
    .select((is) => is.fn.countAll<number>().as("count"))
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("party", "is not distinct from", party)
    .where("created_at", ">", new Date(since))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

function nobody(): Refusal {
  return new Refusal(
    422,
    "nobody_to_tell",
    "Nobody promotes this product yet: there is nobody to write to.",
    {
      details: [{ path: "to", code: "nobody_to_tell", message: "names nobody" }],
    },
  );
}

function notTheirs(): Refusal {
  const message = "names somebody who does not promote this product, or whom you did not recruit";
  return new Refusal(422, "not_affiliated", `This list ${message}.`, {
    details: [{ path: "to", code: "not_affiliated", message }],
  });
}

function tooMany(): Refusal {
  const message = `At most ${MOST_A_DAY} messages a day go to the affiliates of a product. Write again tomorrow.`;
  return new Refusal(409, "too_many_today", message, { facts: { limit: MOST_A_DAY } });
}
