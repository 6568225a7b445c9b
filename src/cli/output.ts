// One stream out: a write ends when the stream has taken it, and notices quietly when its reader has gone (`|
// head`). Any other failure to write is thrown. Example: await output.write("…\n"); if (output.isClosed)
// stop.
import type { Writable } from "node:stream";

export class Output {
  readonly #stream: Writable;
  #isClosed = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    // What fails is told to the write that failed; without a listener it would end the process.
    stream.on("error", () => undefined);
  }

  /** True once the reader has gone: what is written from then on goes nowhere. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** When it ends, the bytes are the caller's again. */
  write(content: string | Uint8Array): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#stream.write(content, (error: NodeJS.ErrnoException | null | undefined) => {
        if (error == null) return resolve();
        if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") return reject(error);
        this.#isClosed = true;
        resolve();
      });
    });
  }
}
