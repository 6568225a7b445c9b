// Where the embedded server listens: a socket in a folder that only its user may enter, which no port scan
// finds and no other program can take. A socket's path holds 103 bytes at most, and some file systems have
// none: then a folder in the temporary one, and last a free port on 127.0.0.1, still behind the password.
// Example: /var/lib/partage/3f9c0a1b2d4e/run/.s.PGSQL.5432
import { createHash } from "node:crypto";
import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canEnter } from "./choose-runner.ts";
import type { Place } from "./find-place.ts";
import type { Endpoint } from "./settings.ts";

const LONGEST_PATH = 103;
const PORT = 5432;

export async function chooseEndpoint(place: Place): Promise<Endpoint> {
  const short = createHash("sha256").update(place.cluster).digest("hex").slice(0, 16);
  for (const folder of [join(place.home, "run"), join(tmpdir(), `partage-${short}`)]) {
    if (await canListen(place, folder)) return { socketDir: folder, port: PORT };
  }
  return { socketDir: null, port: await freePort() };
}

/** Takes away the folder in the temporary one, if that was chosen. */
export function leaveEndpoint(place: Place, { socketDir }: Endpoint): void {
  if (socketDir === null || socketDir === join(place.home, "run")) return;
  rmSync(socketDir, { recursive: true, force: true });
}

async function canListen(place: Place, folder: string): Promise<boolean> {
  const path = join(folder, `.s.PGSQL.${PORT}`);
  if (Buffer.byteLength(path) > LONGEST_PATH) return false;
  const uid = place.runner?.uid ?? process.getuid?.() ?? 0;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    // In the temporary folder anybody may have put a folder, or a link, of this name.
    if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid?.())) return false;
    if (place.runner) chownSync(folder, uid, place.runner.gid);
    chmodSync(folder, 0o700);
    const probe = join(folder, "probe");
    rmSync(probe, { force: true });
    await listenOnce(probe);
    return canEnter(place.runner, folder);
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return listenOnce({ host: "127.0.0.1", port: 0 });
}

/** Listens for a moment; answers the port, 0 for a socket. */
function listenOnce(where: string | { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(where, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
