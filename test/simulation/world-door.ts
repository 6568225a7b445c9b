// The product's own door, built once and led to one world after another: building it takes seconds, and
// worlds are many. What it asks of its database, clock and accounts goes to the world it was led to last.
// Example: const door = await openWorldDoor(); door.lead(app, identity); door.server.inject({ … }).
import type { Identity } from "../../src/access/identity.ts";
import type { App } from "../../src/flows/app.ts";
import { buildServer } from "../../src/server/door.ts";
import type { Server } from "../../src/server/server-type.ts";

export const PUBLIC_URL = "http://127.0.0.1:4000";

export interface WorldDoor {
  server: Server;
  lead(app: App, identity: Identity): void;
  close(): Promise<void>;
}

/** What is looked up while the door leads nowhere yet is looked up again when it is used. */
function following<T extends object>(current: () => T | undefined): T {
  const must = () => {
    const there = current();
    if (there === undefined) throw new Error("the door leads nowhere yet");
    return there;
  };
  return new Proxy((() => undefined) as unknown as T, {
    get: (_none, key) => {
      const there = current();
      if (there === undefined) return following(() => current() && (Reflect.get(must(), key) as object));
      const value = Reflect.get(there, key);
      return typeof value === "function" ? value.bind(there) : value;
    },
    apply: (_none, _self, given) => Reflect.apply(must() as never, undefined, given),
  });
}

export async function openWorldDoor(): Promise<WorldDoor> {
  let led: { app: App; identity: Identity } | undefined;
  const late = following<App>(() => led?.app);
  const ids = {
    now: () => late.ids.now(),
    random: (bytes: number) => late.ids.random(bytes),
  };
  const server = await buildServer(
    {
      // What is kept while the door is built follows; what is asked later is the world's own.
      get db() {
        return led?.app.db ?? late.db;
      },
      ids,
      get posting() {
        return led?.app.posting ?? late.posting;
      },
      get safe() {
        return led?.app.safe;
      },
    },
    {
      publicUrl: PUBLIC_URL,
      identity: following<Identity>(() => led?.identity),
      mail: () => undefined,
      sendSignInLink: () => undefined,
      triesPerMinute: 1_000_000,
    },
  );
  await server.ready();
  return {
    server,
    lead: (app, identity) => {
      led = { app, identity };
    },
    close: () => server.close(),
  };
}
