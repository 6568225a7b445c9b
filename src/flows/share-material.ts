// Shares a text or an address that affiliates promote with, and takes one back: the producer for everybody, a
// manager for those they recruited. Example: shareMaterial(app, 7, piano, { title: "Banner", url: … }, davi).
import { addMaterial, listMaterials, removeMaterial } from "../affiliates/materials.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { ActsFor } from "./acts-for.ts";
import type { App } from "./app.ts";
import { mustBeManager } from "./managers-of.ts";
import { noProgram } from "./program-refusals.ts";

export interface MaterialWish {
  title: string;
  text: string;
  url: string | null;
}

/** Throws 404 `no_program`, 403 `not_manager`, 422 `empty_material`. */
export async function shareMaterial(
  app: App,
  ws: number,
  product: Uuid,
  { title, text, url }: MaterialWish,
  by: ActsFor,
): Promise<Uuid> {
  if (text.trim() === "" && url === null) {
    const message = "needs a text or an address";
    throw new Refusal(422, "empty_material", `A material ${message}.`, {
      details: [{ path: "text", code: "empty_material", message }],
    });
  }
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if ((await readProgramHead(tx, ws, product)) === null) throw noProgram();
    if (by.side === "party") await mustBeManager(tx, ws, product, by.party, at);
    const party = by.side === "party" ? by.party : null;
    const id = newUuid(app.ids);
    await addMaterial(tx, ws, { id, product, party, title, text, url, actor: by.actor, at });
    const payload = { material: publicId("material", id), title, side: by.side };
    const about = { subject: publicId("product", product), actor: by.actor, payload, at };
    await addEvent(tx, ws, { type: "material.added", ...about });
    return id;
  });
}

/** Throws 404: of a manager, also for what is another's. */
export async function withdrawMaterial(app: App, ws: number, id: Uuid, by: ActsFor): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const found = (await listMaterials(tx, ws, { id, limit: 1 }))[0];
    if (found === undefined || (by.side === "party" && found.party !== by.party)) {
      throw new Refusal(404, "not_found", "There is no such material.");
    }
    const at = app.ids.now();
    await removeMaterial(tx, ws, id, at);
    const payload = { material: publicId("material", id), title: found.title, side: by.side };
    const about = { subject: publicId("product", found.product), actor: by.actor, payload, at };
    await addEvent(tx, ws, { type: "material.removed", ...about });
  });
}
