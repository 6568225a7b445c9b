// The command line: one table of commands, each loaded only when it is called, so that `split` starts without
// the rest. Never does anything itself. Example: bin/partage split --plan plan.json sales.ndjson
import type { Command, Stdio } from "./command.ts";

interface Entry {
  readonly does: string;
  readonly load: () => Promise<Command>;
}

const COMMANDS = new Map<string, Entry>([
  [
    "split",
    {
      does: "divide sales from a file or standard input by a plan, without a database",
      load: async () => (await import("./split.ts")).runSplit,
    },
  ],
  [
    "import",
    {
      does: "record a CSV file of sales, each once however often it is run",
      load: async () => (await import("./import.ts")).runImportCommand,
    },
  ],
  [
    "import-programme",
    {
      does: "bring affiliates, links or open balances along from another tool",
      load: async () => (await import("./import-programme.ts")).runImportProgramme,
    },
  ],
  [
    "verify",
    {
      does: "re-derive every workspace's books from raw facts and say what disagrees",
      load: async () => (await import("./verify.ts")).runVerify,
    },
  ],
  [
    "key",
    {
      does: "make an API key and print it, once",
      load: async () => (await import("./key.ts")).runKey,
    },
  ],
  [
    "operator",
    {
      does: "say who runs this installation, make somebody its operator or no longer one",
      load: async () => (await import("./operator.ts")).runOperator,
    },
  ],
  [
    "backup",
    {
      does: "write everything the database holds into one file, while the server runs",
      load: async () => (await import("./backup.ts")).runBackup,
    },
  ],
  [
    "restore",
    {
      does: "put a backup into an empty database, all of it or nothing",
      load: async () => (await import("./restore.ts")).runRestore,
    },
  ],
]);

function usage(): string {
  const lines = [...COMMANDS].map(([name, { does }]) => `  ${name.padEnd(10)} ${does}`);
  return `Usage: partage <command> [options]\n\n${lines.join("\n")}\n\n'partage <command> --help' says more.\n`;
}

async function main(argv: readonly string[], stdio: Stdio): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "help") {
    (name === undefined ? stdio.stderr : stdio.stdout).write(usage());
    return name === undefined ? 2 : 0;
  }
  const entry = COMMANDS.get(name);
  if (entry === undefined) {
    stdio.stderr.write(`partage: there is no command "${name}".\n\n${usage()}`);
    return 2;
  }
  return (await entry.load())(rest, stdio);
}

process.exitCode = await main(process.argv.slice(2), process);
