// Keeps only the SHA-256 of a session's token: who reads the database holds nothing that a cookie could be
// made of. Around the database adapter of better-auth, which goes on with the token itself. Never touches
// another table. A row that is listed carries the hash in the token's place.
// Example: a session of the token "kX3…" is stored and looked for under "9f2c…" (64 hexadecimal characters).
import { createHash } from "node:crypto";
import type { BetterAuthOptions } from "better-auth";
import { getAdapter } from "better-auth/db/adapter";

type Adapter = Awaited<ReturnType<typeof getAdapter>>;
type Database = BetterAuthOptions["database"];
type Row = Record<string, unknown>;
interface Condition {
  field: string;
  value: unknown;
}

const TABLE = "session";

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** To be given to better-auth in the place of `database`. */
export function hashingSessions(database: Database): (options: BetterAuthOptions) => Adapter {
  return (options) => {
    const ready = getAdapter({ ...options, database });
    return wrap("kysely", () => ready);
  };
}

function wrap(id: string, inner: () => Adapter | Promise<Adapter>): Adapter {
  const acts = {
    id,
    create: async (asked: { model: string; data: Row }) => {
      const token = asked.model === TABLE ? asked.data.token : undefined;
      if (typeof token !== "string") return (await inner()).create(asked as never);
      const data = { ...asked.data, token: hashToken(token) };
      return withToken((await inner()).create({ ...asked, data } as never), token);
    },
    transaction: async (act: (adapter: Adapter) => Promise<unknown>) =>
      (await inner()).transaction((within) => act(wrap(id, () => within as Adapter))),
  };
  // Every other act finds its rows by conditions, and may write a token anew.
  return new Proxy(acts as unknown as Adapter, {
    get(own, name) {
      if (name in acts) return Reflect.get(own, name);
      if (typeof name !== "string" || name === "then" || name === "options") return undefined;
      return async (asked: { model: string; where?: Condition[]; update?: Row }) => {
        const adapter = (await inner()) as unknown as Record<string, (asked: unknown) => Promise<unknown>>;
        const act = adapter[name];
        if (act === undefined) throw new TypeError(`the database adapter has no ${name}`);
        if (asked?.model !== TABLE) return act(asked);
        const sought = asked.where?.find((one) => one.field === "token")?.value;
        const done = act({ ...asked, ...hashed(asked) });
        return typeof sought === "string" ? withToken(done, sought) : done;
      };
    },
  });
}

function hashed({ where, update }: { where?: Condition[]; update?: Row }) {
  const token = (value: unknown) =>
    Array.isArray(value) ? value.map((one) => hashToken(String(one))) : hashToken(String(value));
  return {
    ...(where === undefined
      ? {}
      : {
          where: where.map((one) => (one.field === "token" ? { ...one, value: token(one.value) } : one)),
        }),
    ...(update?.token === undefined ? {} : { update: { ...update, token: token(update.token) } }),
  };
}

/** Who asked by a token goes on with it: it goes into the cookie. */
async function withToken(done: Promise<unknown>, token: string): Promise<never> {
  const row = await done;
  return (typeof row === "object" && row !== null && "token" in row ? { ...row, token } : row) as never;
}
