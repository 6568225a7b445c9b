// A school in São Paulo whose co-producer bruno gets 10 % and what clauses settle, on a real database and
// with a clock that the test sets. No fees, so that 100.00 gives him 10.00.
// Example: const place = await openSettling(school, { clauses: [minimum] });
// place.sell("2018-10-20T12:00:00Z").
import { randomBytes } from "node:crypto";
import type { Uuid } from "../../src/base/id.ts";
import type { ContractTerms } from "../../src/contracts/contract.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordContract } from "../../src/flows/record-contract.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { settleContracts } from "../../src/flows/settle-contracts.ts";
import { refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { testDatabase } from "../database.ts";
import { type Place, refundOf, saleOf } from "./piano-school.ts";

export interface SettlingSchool {
  url: string;
  db: Database;
  app: App;
  /** The same clock, another process as far as the ledger knows. */
  second(): { app: App; db: Database };
  setClock(instant: string): void;
  close(): Promise<void>;
}

export async function openSettlingSchool(): Promise<SettlingSchool> {
  const { url, close: drop } = await testDatabase();
  let now = 0;
  const ids = { now: () => now, random: (n: number) => new Uint8Array(randomBytes(n)) };
  const opened: Database[] = [];
  const open = () => {
    const db = openDatabase({ url });
    opened.push(db);
    return { db, app: { db, ids, posting: openPosting(db, ids) } };
  };
  const first = open();
  return {
    url,
    ...first,
    second: open,
    setClock: (instant) => {
      now = Date.parse(instant);
    },
    async close() {
      for (const db of opened) await db.close();
      await drop();
    },
  };
}

export interface Settling extends Place {
  contract: Uuid;
  /** 100.00 unless told: bruno earns a tenth. */
  sell(at: string, paid?: number): Promise<Uuid>;
  refund(sale: Uuid, amount: number, at: string): Promise<void>;
  /** Looks as the hourly job does; what was posted since the last look, as "2026-03 minimum 18000". */
  look(at: string): Promise<string[]>;
  terms(clauses: ContractTerms["clauses"]): ContractTerms;
  disagreements(): Promise<unknown[]>;
}

export async function openSettling(
  school: SettlingSchool,
  wanted: { clauses: ContractTerms["clauses"]; starts?: string; ends?: string | null; recorded?: string },
): Promise<Settling> {
  const { app, db, setClock } = school;
  const { clauses, starts = "2018-10-01T03:00:00Z", ends = null, recorded = starts } = wanted;
  setClock(recorded);
  const timeZone = "America/Sao_Paulo";
  const facts = { name: "Escola", country: "BR", currency: "USD", timeZone, language: "en" } as const;
  const { ws } = await createWorkspace(app, facts, null, "system");
  const bruno = (await createParty(app, ws, { name: "bruno", kind: "partner", ref: "b" }, "system"))
    .id as Uuid;
  const product = (await createProduct(app, ws, { name: "Piano" } as never, "system")).id as Uuid;
  const terms = (own: ContractTerms["clauses"]): ContractTerms => ({
    share: "0.10",
    base: "after_affiliate",
    scope: "all",
    mayBeAffiliate: true,
    clauses: own,
    invoices: "producer",
    responsibilities: {},
    renewals: "at_charge",
    tail: "none",
  });
  const agreed = {
    product,
    party: bruno,
    starts: Date.parse(starts),
    ends: ends === null ? null : Date.parse(ends),
    terms: terms(clauses),
    evidence: "signed on paper",
  };
  const contract = await recordContract(app, ws, agreed as never, "system");
  const place = { ws, product, bruno, carla: bruno };
  let count = 0;
  let seen = 0;
  return {
    ...place,
    contract,
    terms,
    async sell(at, paid = 10_000) {
      const told = { externalId: `s${++count}`, happenedAt: Date.parse(at), paid, affiliate: null };
      return (await recordSale(app, ws, saleOf(place, told), "key:test")).id;
    },
    async refund(sale, amount, at) {
      const told = { externalId: `r${++count}`, happenedAt: Date.parse(at) };
      await refundSale(app, ws, refundOf(sale, amount, told), "system");
    },
    async look(at) {
      setClock(at);
      await settleContracts(app, ws);
      const rows = await inWorkspace(db, ws, (tx) =>
        tx.selectFrom("contract_settlement").selectAll().where("ws", "=", ws).orderBy("seq").execute(),
      );
      const fresh = rows.slice(seen);
      seen = rows.length;
      return fresh.map(({ period, roles, amounts }) => {
        const lines = roles.map((role, i) => `${role} ${(amounts as unknown as number[])[i]}`);
        return [period, ...lines.slice(1)].join(" ");
      });
    },
    disagreements: async () => (await verifyBooks(app, ws)).disagreements,
  };
}
