// A process that follows links over HTTP from so many callers, each on a connection of its own, as a browser
// says it, and times every answer. It speaks HTTP by hand, so that it costs little beside what is measured.
// Example: started with a port and a path, it prints { "requests": 20000, "seconds": 1, "median": 0.4 }.
import { connect } from "node:net";

export interface RedirectLoad {
  readonly port: number;
  readonly paths: readonly string[];
  readonly callers: number;
  readonly requests: number;
}

export interface RedirectAnswer {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  readonly failed: number;
}

const load = JSON.parse(process.argv[2] ?? "{}") as RedirectLoad;
const AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
const requests = load.paths.map((path) =>
  Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: ${AGENT}\r\naccept: text/html\r\n` +
      "accept-language: en-US\r\nsec-fetch-dest: document\r\nsec-fetch-mode: navigate\r\nsec-fetch-site: cross-site\r\n\r\n",
  ),
);
const times = new Float64Array(load.requests);
let sent = 0;
let done = 0;
let failed = 0;

function call(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(load.port, "127.0.0.1");
    let since = 0;
    let text = "";
    const send = () => {
      if (sent >= load.requests) {
        socket.end();
        return resolve();
      }
      since = performance.now();
      socket.write(requests[sent++ % requests.length] as Buffer);
    };
    socket.setNoDelay(true).setEncoding("latin1");
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (piece: string) => {
      text += piece;
      if (!text.endsWith("\r\n\r\n")) return;
      times[done++] = performance.now() - since;
      if (!text.startsWith("HTTP/1.1 302")) failed++;
      text = "";
      send();
    });
  });
}

const start = performance.now();
await Promise.all(Array.from({ length: load.callers }, call));
const seconds = (performance.now() - start) / 1000;
const sorted = times.subarray(0, done).sort();
const at = (part: number) => sorted[Math.min(done - 1, Math.floor(done * part))] ?? 0;
const answer: RedirectAnswer = { requests: done, seconds, median: at(0.5), p99: at(0.99), failed };
console.log(JSON.stringify(answer));
