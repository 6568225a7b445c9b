// One stream out: waits while it is full, and notices quietly when its reader has gone (`| head`).
// Never throws for a closed pipe; any other failure to write is thrown to the caller at the next write.
// Example: await output.write("…\n"); if (output.isClosed) stop.
import { once } from "node:events";
import type { Writable } from "node:stream";

export class Output {
  readonly #stream: Writable;
  #failure: Error | undefined;
  #isClosed = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") this.#isClosed = true;
      else this.#failure = error;
    });
  }

  /** True once the reader has gone: what is written from then on goes nowhere. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  async write(text: string): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isClosed || this.#stream.write(text)) return;
    await Promise.race([once(this.#stream, "drain"), once(this.#stream, "close")]).catch(() => undefined);
    if (this.#failure !== undefined) throw this.#failure;
  }
}
