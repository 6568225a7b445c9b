// A business with something to sell, for journeys: made through the flow, changed only through the public
// API.
// Example: const shop = await openShop(); await shop.post("/parties", { kind: "partner", name: "Bruno", ref:
// "bruno" }).
import { expect } from "vitest";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openTestDoor, type TestDoor } from "./test-door.ts";

/** What JSON.parse gives: a journey looks into it as it likes. */
type Parsed = ReturnType<typeof JSON.parse>;

export interface Answered {
  status: number;
  body: Parsed;
}

export interface Shop {
  door: TestDoor;
  ws: number;
  workspace: string;
  producer: string;
  /** Sends with an API key that may do everything. */
  send(method: string, path: string, payload?: unknown, headers?: Record<string, string>): Promise<Answered>;
  get(path: string): Promise<Answered>;
  post(path: string, payload: unknown): Promise<Answered>;
  patch(path: string, payload: unknown): Promise<Answered>;
  /** POST that must answer 201; its body. */
  make(path: string, payload: unknown): Promise<Parsed>;
}

export async function openShop(door?: TestDoor, timeZone = "UTC"): Promise<Shop> {
  const opened = door ?? (await openTestDoor());
  const facts = { name: "Piano School", country: "BR", currency: "USD", timeZone, language: "en" as const };
  const made = await createWorkspace(opened.app, facts, null, "system");
  const key = await opened.key(undefined, made.ws);
  const shop: Omit<Shop, "workspace" | "producer"> = {
    door: opened,
    ws: made.ws,
    async send(method, path, payload, headers = {}) {
      const answer = await opened.server.inject({
        method: method as "GET",
        url: `/v1${path}`,
        headers: { authorization: `Bearer ${key}`, ...headers },
        ...(payload === undefined ? {} : { payload: payload as object }),
      });
      return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() };
    },
    get: (path) => shop.send("GET", path),
    post: (path, payload) => shop.send("POST", path, payload),
    patch: (path, payload) => shop.send("PATCH", path, payload),
    async make(path, payload) {
      const { status, body } = await shop.send("POST", path, payload);
      expect(status, JSON.stringify(body)).toBe(201);
      return body;
    },
  };
  const { body } = await shop.get("/workspace");
  return { ...shop, workspace: body.id, producer: body.producer };
}

/** What a contract says at least. */
export const AGREED = { renewals: "at_charge", tail: "none", evidence: "Signed PDF of 2026-01-02" } as const;
