// A process that sends sales over HTTP from so many callers, each on a connection of its own, and counts
// answers. It speaks HTTP by hand, so that it costs little beside the server that is measured. Bodies are
// made before the clock starts. Example: started with a Load as its argument, it prints { "sales": 9000,
// "seconds": 1, "refused": 0 }.
import { connect } from "node:net";

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly callers: number;
  readonly requests: number;
  /** Lines of NDJSON a request; 0 is one sale as JSON. */
  readonly lines: number;
  /** Number of the first sale. */
  readonly first: number;
}

export interface LoadAnswer {
  readonly sales: number;
  readonly seconds: number;
  /** Answers other than 200 and 201, and lines with an error. */
  readonly refused: number;
  /** The first refusal, for people. */
  readonly why: string;
}

const load = JSON.parse(process.argv[2] ?? "{}") as Load;

function saleBody(index: number): string {
  const paid = 100 + ((index * 7919) % 50_000);
  return JSON.stringify({
    externalId: `http_${index.toString(36).padStart(8, "0")}`,
    product: { externalId: "piano" },
    at: new Date(Date.UTC(2026, 0, 1) + index * 20_000).toISOString(),
    currency: "USD",
    paid,
    tax: Math.floor(paid / 20),
    fees: [{ party: { ref: "acquirer" }, amount: 30 + Math.floor(paid / 34) }],
    ...(index % 3 === 0 ? {} : { affiliate: { code: `AFF${(index * 31) % 20}` } }),
  });
}

function requestOf(number: number): Buffer {
  const from = load.first + number * Math.max(load.lines, 1);
  const body =
    load.lines === 0
      ? saleBody(from)
      : Array.from({ length: load.lines }, (_, i) => saleBody(from + i)).join("\n");
  const type = load.lines === 0 ? "application/json" : "application/x-ndjson";
  const own = Object.entries(load.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${load.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: ${type}\r\n${own.join("")}`;
  return Buffer.from(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const requests = Array.from({ length: load.requests }, (_, number) => requestOf(number));
let next = 0;
let refused = 0;
let why = "";

function count(status: string, body: string): void {
  const errors = load.lines === 0 ? 0 : (body.match(/"error":\{/g)?.length ?? 0);
  const good = status === "200" || status === "201";
  if (good && errors === 0) return;
  refused += good ? errors : Math.max(load.lines, 1);
  if (why === "") why = `${status} ${body.slice(0, 300)}`;
}

/** Where an answer ends in what came so far, or -1. */
function endOf(text: string, head: number): number {
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  if (length) return text.length >= head + 4 + Number(length[1]) ? head + 4 + Number(length[1]) : -1;
  const end = text.endsWith("0\r\n\r\n");
  return end ? text.length : -1;
}

function call(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(load.port, "127.0.0.1");
    const pieces: string[] = [];
    const send = () => {
      const request = requests[next++];
      if (request !== undefined) return void socket.write(request);
      socket.end();
      resolve();
    };
    socket.setNoDelay(true).setEncoding("latin1");
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (piece: string) => {
      pieces.push(piece);
      if (load.lines > 0 && !piece.endsWith("\n") && !piece.endsWith("}")) return;
      const text = pieces.join("");
      const head = text.indexOf("\r\n\r\n");
      if (head < 0 || endOf(text, head) < 0) return;
      pieces.length = 0;
      count(text.slice(9, 12), text.slice(head + 4));
      send();
    });
  });
}

const start = performance.now();
await Promise.all(Array.from({ length: load.callers }, call));
const seconds = (performance.now() - start) / 1000;
const sales = load.requests * Math.max(load.lines, 1) - refused;
console.log(JSON.stringify({ sales, seconds, refused, why } satisfies LoadAnswer));
