// A person who speaks for a party of a shop, for journeys through the portal: signed in, and no member.
// Example: const bruno = await speaksFor(shop, "bruno"); await bruno.get("/sales")
import { expect } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { Answered, Shop } from "./open-shop.ts";
import { ids, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

export interface Speaker {
  person: TestPerson;
  party: string;
  send(method: string, path: string, payload?: object): Promise<Answered>;
  /** GET that must answer 200; its body. */
  get(path: string): Promise<Parsed>;
  post(path: string, payload?: object): Promise<Answered>;
}

/** Makes the party, unless it is told, and the person; both are called `name`. */
export async function speaksFor(
  shop: Shop,
  name: string,
  { party, mayAccept = true }: { party?: string; mayAccept?: boolean } = {},
): Promise<Speaker> {
  const facts = { kind: "partner", ref: name, name, email: `${name}@example.com` };
  const id: string = party ?? (await shop.make("/parties", facts)).id;
  const person = await shop.door.person(null);
  const link = {
    account: person.account,
    workspace: parsePublicId("ws", shop.workspace) as Uuid,
    ws: shop.ws,
    party: parsePublicId("party", id) as Uuid,
    mayAccept,
    email: person.email,
    at: ids.now(),
  };
  await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, link));
  const send: Speaker["send"] = async (method, path, payload) => {
    const url = `/v1/partner/${id}${path}`;
    const answer = await person.send({ method: method as "GET", url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() };
  };
  return {
    person,
    party: id,
    send,
    async get(path) {
      const { status, body } = await send("GET", path);
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    },
    post: (path, payload) => send("POST", path, payload),
  };
}
