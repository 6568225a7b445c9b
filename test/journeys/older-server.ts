// A real PostgreSQL that says it is an older one: a wire between client and server that changes the version
// in what the server answers, and nothing else.
// Example: (await olderServer(url, 140_017)).url → a server that names itself 14.17.
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";
import pg from "pg";

export async function olderServer(
  url: string,
  version: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const own = await versionOf(url);
  const change = (bytes: Buffer) =>
    Buffer.from(bytes.toString("latin1").replaceAll(own, String(version)), "latin1");
  const { host, port } = new pg.Client({ connectionString: url });
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = host.startsWith("/") ? dial(`${host}/.s.PGSQL.${port}`) : dial(port, host);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    client.pipe(server);
    server.on("data", (bytes) => client.write(change(bytes)));
    server.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.searchParams.delete("host");
  through.hostname = "127.0.0.1";
  through.port = String((proxy.address() as AddressInfo).port);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => proxy.close(() => resolve()));
  };
  return { url: through.href, close };
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SELECT current_setting('server_version_num') AS version");
  await client.end();
  return rows[0].version;
}
