// What the embedded PostgreSQL is told when it starts. Everything that keeps an acknowledged write is on and
// stays on, whatever a postgresql.conf says. Never logs a statement or a row, because those hold people's
// data.
// Example: a machine with 8 GB → shared_buffers 256MB, max_connections 60, fsync on
import { totalmem } from "node:os";

const GIB = 1024 ** 3;

/** Where the server listens: a folder for its socket, or a port on 127.0.0.1 where sockets do not work. */
export type Endpoint = { socketDir: string; port: number } | { socketDir: null; port: number };

/** The settings as `-c name=value` words; `extra` is for tests and benchmarks. */
export function settingWords(endpoint: Endpoint, extra: Record<string, string> = {}): string[] {
  const settings: Record<string, string> = {
    listen_addresses: endpoint.socketDir === null ? "127.0.0.1" : "",
    unix_socket_directories: endpoint.socketDir ?? "",
    unix_socket_permissions: "0700",
    port: String(endpoint.port),
    max_connections: "60",
    superuser_reserved_connections: "3",
    shared_buffers: totalmem() >= 4 * GIB ? "256MB" : "128MB",
    work_mem: "16MB",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    checkpoint_timeout: "10min",
    max_wal_size: "2GB",
    min_wal_size: "256MB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "off",
    log_destination: "stderr",
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    ...extra,
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
