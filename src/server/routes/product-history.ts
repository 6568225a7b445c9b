// A product's history and how much of it may still be shared: both read what others wrote. Read only.
// Example: GET /v1/products/product_…/history?kind=offer → price 4900 → 5900, by Ana, on 1 August.
import { z } from "zod";
import { parsePublicId, type Uuid } from "../../base/id.ts";
import { formatRate } from "../../base/rate.ts";
import { readShares } from "../../contracts/read-shares.ts";
import { roomLeft } from "../../contracts/room-left.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { type HistoryEntry, readProductHistory } from "../../flows/read-product-history.ts";
import { readProduct } from "../../products/read-products.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { historyKind, productHistoryEntry } from "../../wire/product-history.ts";
import { productRoom } from "../../wire/product-selling.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { noSuchProduct } from "./products.ts";
import { showParty } from "./show-named.ts";

const TAG = "Products";
const params = { product: idIn("product") };

export function productHistoryRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/history",
    permission: "products:read",
    name: "listProductHistory",
    tag: TAG,
    summary: "Who changed what of a product and when, newest first",
    description:
      "Of the product, its terms, offers, contracts and affiliations; `kind` chooses one of these.",
    params,
    query: { kind: historyKind.optional(), ...pageQuery([z.int()]) },
    answer: listOf(productHistoryEntry),
    handle: async ({ app, caller, params, query }) => {
      const { kind, limit, cursor } = query;
      const { ws } = caller;
      const read = await inWorkspace(app.db, ws, async (tx) => {
        const asked = { kind, before: cursor?.[0], limit: limit + 1 };
        const found = await readProductHistory(tx, ws, params.product, asked);
        if (found === null) throw noSuchProduct();
        const { rows, nextCursor } = page(found, limit, (one) => [one.seq]);
        return { rows, nextCursor, names: await namesIn(tx, ws, rows) };
      });
      const people = await server.door.identity.readPeople(read.rows.flatMap((one) => accountOf(one.actor)));
      const nameOf = (actor: string) => accountOf(actor).map((id) => people.get(id)?.name)[0] ?? null;
      return {
        data: read.rows.map((one) => show(one, nameOf(one.actor), read.names)),
        nextCursor: read.nextCursor,
      };
    },
  });

  roomRoute(server);
}

function roomRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/room",
    permission: "contracts:read",
    name: "readProductRoom",
    tag: TAG,
    summary: "How much of a product may still be shared",
    description:
      "For each kind of sale the most that is agreed or openly proposed from now on, and what the cap leaves.",
    params,
    answer: productRoom,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { ws } = caller;
        if ((await readProduct(tx, ws, params.product)) === null) throw noSuchProduct();
        const { maxShared } = await readWorkspace(tx, ws);
        const now = app.ids.now();
        const held = (await readShares(tx, ws, now, { product: params.product })).get(params.product) ?? [];
        const kinds = roomLeft(held, maxShared, now);
        const parties = kinds.flatMap((one) => [one.recruitedBy, ...one.shares.map((share) => share.party)]);
        const names = await readNames(tx, ws, { parties });
        return {
          maxShared: formatRate(maxShared),
          kinds: kinds.map((one) => ({
            kind: one.kind,
            recruitedBy: showParty(names, one.recruitedBy),
            used: formatRate(one.used),
            left: formatRate(one.left),
            from: showInstant(one.from),
            shares: one.shares.map(({ contract, party, share, isProposed }) => ({
              contract: showId("contract", contract),
              party: showParty(names, party),
              share: formatRate(share),
              proposed: isProposed,
            })),
          })),
        };
      }),
  });
}

function accountOf(actor: string): Uuid[] {
  const id = parsePublicId("account", actor.replace(/^account:/, ""));
  return id === null ? [] : [id];
}

const partyOf = (value: unknown): Uuid | null =>
  typeof value === "string" ? parsePublicId("party", value) : null;

function namesIn(tx: Tx, ws: number, rows: readonly HistoryEntry[]): Promise<Names> {
  const values = rows.flatMap((one) => one.changes.flatMap(({ before, after }) => [before, after]));
  return readNames(tx, ws, { parties: values.map(partyOf) });
}

const KINDS = ["account", "key", "source"] as const;

function show(one: HistoryEntry, name: string | null, names: Names) {
  const named = (value: unknown) => {
    const party = partyOf(value);
    return party === null ? value : showParty(names, party);
  };
  return {
    seq: one.seq,
    type: one.type,
    at: showInstant(one.at),
    actor: { kind: KINDS.find((kind) => one.actor.startsWith(`${kind}:`)) ?? ("system" as const), name },
    subject: one.subject,
    currency: one.currency,
    starts: one.starts,
    changes: one.changes.map(({ path, before, after }) => ({
      path,
      before: named(before) ?? null,
      after: named(after) ?? null,
    })),
  };
}
