// Makes an empty database cluster: UTF-8, code point order, checksums on, passwords by SCRAM, one secret per
// installation. Made beside and renamed, so that a crash in the middle leaves nothing half made; never
// touches an existing cluster.
// Example: makeCluster(binaries, place) → place.home/cluster (39 MB, about a second) and
// place.home/secrets.json (0600)
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../../base/refusal.ts";
import { asRunner } from "./choose-runner.ts";
import type { Binaries } from "./find-binaries.ts";
import { explainWrite, type Place, writeSafely } from "./find-place.ts";

export interface Secrets {
  /** Password of the superuser `postgres`, used only to make the other. */
  superuser: string;
  /** Password of `partage`, who owns the database and migrates it. */
  owner: string;
}

const HBA = "# Nobody without a password, and nobody from outside this machine.\n";

/** Makes the cluster unless it is there; a Fault when it is of another major version. */
export function makeCluster(binaries: Binaries, place: Place): Secrets {
  try {
    if (!existsSync(place.cluster)) initialise(binaries, place);
  } catch (error) {
    throw error instanceof Fault ? error : explainWrite(place.home, error);
  }
  const version = readFileSync(join(place.cluster, "PG_VERSION"), "utf8").trim();
  if (version !== binaries.major) {
    throw new Fault(
      "data_of_another_version",
      `The database in ${place.cluster} was made by PostgreSQL ${version}, and this Partage brings ${binaries.major}: ` +
        "write a backup with the Partage that made it, and restore it into an empty DATA_DIR with this one.",
    );
  }
  return readSecrets(place);
}

export function readSecrets(place: Place): Secrets {
  const path = join(place.home, "secrets.json");
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Fault("secrets_not_readable", `${path}, which opens the database, cannot be read.`, error);
  }
}

function initialise(binaries: Binaries, place: Place): void {
  const fresh = `${place.cluster}.new`;
  const passwordFile = join(place.home, "initial-password");
  const secrets: Secrets = { superuser: newSecret(), owner: newSecret() };
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  if (place.runner) {
    chownSync(fresh, place.runner.uid, place.runner.gid);
    chownSync(passwordFile, place.runner.uid, place.runner.gid);
  }
  const words = ["-D", fresh, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  words.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  words.push("--data-checksums");
  const options = { ...asRunner(place.runner), cwd: "/", env: { LC_ALL: "C", PATH: "/usr/bin:/bin" } };
  const run = spawnSync(join(binaries.bin, "initdb"), words, { ...options, encoding: "utf8" });
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw explainInitdb(place, `${run.error?.message ?? ""}${run.stdout}${run.stderr}`);
  }
  const hba = `${HBA}local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n`;
  writeFileSync(join(fresh, "pg_hba.conf"), hba);
  writeSafely(join(place.home, "secrets.json"), `${JSON.stringify(secrets)}\n`);
  renameSync(fresh, place.cluster);
}

function newSecret(): string {
  return randomBytes(24).toString("base64url");
}

function explainInitdb(place: Place, said: string): Fault {
  if (/No space left on device|quota exceeded/i.test(said)) {
    return new Fault(
      "disk_full",
      `There is no space left for ${place.home}: free some, or choose another DATA_DIR.`,
    );
  }
  const lines = said.split("\n").filter((line) => /error|fatal|could not|cannot/i.test(line));
  const sentence = lines.at(-1)?.trim() ?? said.trim().split("\n").at(-1) ?? "it said nothing";
  return new Fault(
    "cluster_not_made",
    `PostgreSQL could not make its database in ${place.home}: ${sentence}`,
    said,
  );
}
