// Looks whether the port is free before anything else begins: a second start must not touch the first one's
// database.
// Example: PORT=4000 taken → Fault "Port 4000 on 127.0.0.1 is already in use: …".
import { createServer } from "node:net";
import { Fault } from "../base/refusal.ts";

const SENTENCES: Record<string, string> = {
  EADDRINUSE: "is already in use: stop what uses it, or choose another with PORT",
  EACCES: "may not be used by this user: choose one above 1023 with PORT",
  EADDRNOTAVAIL: "cannot be used: HOST is not an address of this machine",
  ENOTFOUND: "cannot be used: HOST is not a name this machine knows",
};

export async function refuseTakenPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: Error & { code?: string }) => {
      const why = SENTENCES[error.code ?? ""] ?? `cannot be used (${error.code})`;
      reject(new Fault("cannot_listen", `Port ${port} on ${host} ${why}.`));
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
