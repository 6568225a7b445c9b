// A business connected to Stripe and Hotmart, for journeys: what they send goes through the real door and
// the real queue. Example: await shop.product("Gold", [{ source: "stripe", ref: "gold" }]); await
// shop.stripe("charge.succeeded", charge("ch_a")); await shop.sales("ch_a") → one of 3000.
import { Logger, runOnce } from "graphile-worker";
import Stripe from "stripe";
import { expect } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import type { Changes } from "../fixtures/sources/changed.ts";
import { delivery as hotmart } from "../fixtures/sources/hotmart-deliveries.ts";
import * as fixture from "../fixtures/sources/stripe-objects.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

const SECRET = "whsec_of_the_tests";
const HOTTOK = "hottok-of-the-tests";
const signer = new Stripe("sk_test_unused");

export interface ConnectedShop extends Shop {
  /** A co-producer. */
  bruno: string;
  /** A product of which Bruno has 10 %, known to the sources by these names. */
  product(name: string, refs: readonly { source: string; ref: string }[]): Promise<string>;
  /** An event as Stripe signs it. */
  signed(event: unknown, secret?: string): ReturnType<typeof send>;
  /** Delivers and applies. */
  stripe(type: string, object: Changes, created?: number): Promise<void>;
  hot(event: string, changes: Changes): Promise<void>;
  /** Runs every job that waits. */
  work(): Promise<void>;
  /** The sales of a charge, with what was taken back of each. */
  sales(charge: string): Promise<Sold[]>;
  deliveries(
    query: string,
  ): Promise<{ id: string; reason: string | null; message: string; attempts: number }[]>;
  /** What a party is owed, whether it may be paid out today or later. */
  owed(party: string, currency: string): Promise<number>;
}

export interface Sold {
  id: string;
  key: string;
  paid: number;
  happened: string;
  reversed: number;
  disputed: number;
}

function send(shop: Shop, url: string, body: unknown, headers: Record<string, string>) {
  const payload = JSON.stringify(body);
  return shop.door.server.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...headers },
    payload,
  });
}

async function connect(shop: Shop, name: string, secret: string): Promise<string> {
  const { status, body } = await shop.send("PUT", `/sources/${name}`, { secret });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(JSON.stringify(body)).not.toContain(secret);
  return new URL(body.address).pathname;
}

export async function openConnectedShop(opened?: Shop): Promise<ConnectedShop> {
  const shop = opened ?? (await openShop());
  const toStripe = await connect(shop, "stripe", SECRET);
  const toHotmart = await connect(shop, "hotmart", HOTTOK);
  const bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" })).id;
  let events = 0;
  const work = () => runJobsOf(shop);
  const signed: ConnectedShop["signed"] = (event, secret = SECRET) => {
    const signature = signer.webhooks.generateTestHeaderString({ payload: JSON.stringify(event), secret });
    return send(shop, toStripe, event, { "stripe-signature": signature });
  };
  return {
    ...shop,
    bruno,
    signed,
    work,
    sales: (charge) => salesOf(shop, charge),
    async product(name, refs) {
      const { id } = await shop.make("/products", { name });
      const starts = "2025-01-01T00:00:00Z";
      await shop.make("/contracts", { ...AGREED, product: id, party: bruno, share: "0.10", starts });
      for (const ref of refs) {
        const { status, body } = await shop.post(`/products/${id}/refs`, ref);
        expect(status, JSON.stringify(body)).toBeLessThan(300);
      }
      return id;
    },
    async stripe(type, object, created) {
      const changes = created === undefined ? {} : { created };
      const answer = await signed(fixture.event(type, object, { id: `evt_${++events}`, ...changes }));
      expect([answer.statusCode, answer.body]).toEqual([200, '{"received":true}']);
      await work();
    },
    async hot(event, changes) {
      const body = hotmart(event, { id: `d-${++events}`, ...changes });
      const answer = await send(shop, toHotmart, body, { "x-hotmart-hottok": HOTTOK });
      expect([answer.statusCode, answer.body]).toEqual([200, '{"received":true}']);
      await work();
    },
    async deliveries(query) {
      return (await shop.get(`/deliveries?limit=100&${query}`)).body.data;
    },
    async owed(party, currency) {
      const { body } = await shop.get(`/balances?party=${party}&currency=${currency}`);
      return body.data[0].available + body.data[0].pending;
    },
  };
}

async function runJobsOf(shop: Shop): Promise<void> {
  const taskList = jobTasks(shop.door.app, { allowPrivateWebhooks: false }, shop.door.mailing);
  const logger = new Logger(() => () => undefined);
  await runOnce({ connectionString: shop.door.url, schema: "jobs", taskList, noHandleSignals: true, logger });
}

function salesOf(shop: Shop, charge: string): Promise<Sold[]> {
  return inWorkspace(shop.door.db, shop.ws, async (tx) => {
    const rows = await tx
      .selectFrom("sale")
      .innerJoin("journal", (join) =>
        join.onRef("journal.ws", "=", "sale.ws").onRef("journal.seq", "=", "sale.seq"),
      )
      .leftJoin("sale_remaining as left", (join) =>
        join.onRef("left.ws", "=", "sale.ws").onRef("left.sale", "=", "sale.id"),
      )
      .select(["sale.id", "journal.key", "sale.paid", "sale.happened_at", "left.reversed", "left.disputed"])
      .where("sale.charge", "=", charge)
      .orderBy("journal.key")
      .execute();
    return rows.map(({ id, key, paid, happened_at, reversed, disputed }) => ({
      ...{ id, key, paid, reversed: reversed ?? 0, disputed: disputed ?? 0 },
      happened: happened_at.toISOString(),
    }));
  });
}

/** A charge of 30.00 EUR for the product that Stripe knows as gold. */
export function charge(id: string, more: Changes = {}): Changes {
  return fixture.charge({ id, payment_intent: `pi_${id}`, metadata: { partage_product: "gold" }, ...more });
}

export function refundsOf(id: string, amounts: readonly number[]): Changes {
  const data = amounts.map((amount, i) =>
    fixture.refund(`re_${id}_${i}`, amount, fixture.CREATED + 100 + i, { charge: id }),
  );
  return { object: "list", has_more: false, data };
}
