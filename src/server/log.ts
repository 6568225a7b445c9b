// The log: one JSON object a line on standard error, with the request id; standard output is for people.
// Never holds a password, a key, a cookie, a token or a body.
// Example: makeLog("info").info({ route: "/v1/sales", status: 201 }, "answered")
import pino from "pino";

/** What could hold a secret, wherever it stands in what is logged. */
const SECRETS = ["authorization", "cookie", "set-cookie", "password", "secret", "token"];

export function makeLog(level: string): pino.Logger {
  return pino(
    {
      level,
      base: { name: "partage" },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`]),
        censor: "[hidden]",
      },
      serializers: { err: describe },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

/**
 * A database error's detail holds the row: names, addresses. Its code and place are enough to find the fault.
 */
function describe(error: Error & { code?: string; constraint?: string; table?: string }): object {
  const { name, message, stack, code, constraint, table, cause } = error;
  const rest = { code, constraint, table };
  return { name, message, stack, ...rest, ...(cause instanceof Error ? { cause: describe(cause) } : {}) };
}
