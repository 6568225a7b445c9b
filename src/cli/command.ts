// What a command is to the table of commands: words in, three streams, an exit status out. Never touches the
// process.
// Example: export const runHello: Command = async (argv, { stdout }) => { stdout.write("hello\n"); return 0;
// };
import type { Readable, Writable } from "node:stream";

/** The three streams a command talks through, passed in so that a test can be the terminal. */
export interface Stdio {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** Runs with the words after its name and gives the exit status. */
export type Command = (argv: readonly string[], stdio: Stdio) => Promise<number>;
