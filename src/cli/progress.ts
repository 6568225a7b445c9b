// A line on the terminal that says how far a long job is, four times a second at most, and wipes itself out.
// Never writes where standard error is not a terminal. Example: "1,250,000 lines, 3 refused, 410,000 a
// second".
import type { Writable } from "node:stream";

const EVERY = 250;

export class Progress {
  readonly #terminal: Writable;
  readonly #isOn: boolean;
  readonly #start = performance.now();
  #shown = performance.now();
  readonly #what: string;
  #isVisible = false;

  constructor(terminal: Writable & { readonly isTTY?: boolean }, what = "lines") {
    this.#terminal = terminal;
    this.#what = what;
    this.#isOn = terminal.isTTY === true;
  }

  show(lines: number, refused = 0): void {
    const now = performance.now();
    if (!this.#isOn || now - this.#shown < EVERY) return;
    this.#shown = now;
    const rate = Math.round((lines / (now - this.#start)) * 1000);
    const parts = [
      `${group(lines)} ${this.#what}`,
      refused === 0 ? "" : `${group(refused)} refused`,
      `${group(rate)} a second`,
    ];
    this.#terminal.write(`\r\u001b[K${parts.filter((part) => part !== "").join(", ")}`);
    this.#isVisible = true;
  }

  clear(): void {
    if (this.#isVisible) this.#terminal.write("\r\u001b[K");
    this.#isVisible = false;
  }
}

function group(count: number): string {
  return count.toLocaleString("en-US");
}
