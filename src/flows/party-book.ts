// The parties of a workspace by both of their names: uuid inside, "party_…" in plans and for the engine;
// spelled once. The tax line's party is "tax" to the engine. Example: book.uuidOf("tax") → the workspace's
// tax party.
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { TAX_PARTY } from "../engine/line.ts";
import type { PartyNames } from "./split-facts.ts";

export class PartyBook implements PartyNames {
  #names = new Map<Uuid, string>();
  #uuids = new Map<string, Uuid>();

  constructor(taxParty: Uuid) {
    this.#uuids.set(TAX_PARTY, taxParty);
  }

  nameOf(party: Uuid): string {
    let name = this.#names.get(party);
    if (name === undefined) {
      name = publicId("party", party);
      this.#names.set(party, name);
      this.#uuids.set(name, party);
    }
    return name;
  }

  uuidOf(name: string): Uuid {
    let uuid = this.#uuids.get(name);
    if (uuid === undefined) {
      uuid = parsePublicId("party", name) ?? undefined;
      assert(uuid !== undefined, `${name} names no party`);
      this.#uuids.set(name, uuid);
    }
    return uuid;
  }
}
