// PayPal and Stripe as far as payouts need them, after their documentation, on a port of our own: they keep
// what they paid, know what they were told before, and fail in eight ways when they are told to.
// Example: const services = await openServices(); services.next = "time-out after";
// services.paid().get("PQ…")
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export const FAULTS = [
  "time-out before",
  "time-out after",
  "duplicate",
  "500",
  "slow",
  "partial",
  "wrong amount",
  "late failure",
] as const;
export type FaultName = (typeof FAULTS)[number];

interface Kept {
  id: string;
  group: string;
  amount: string;
  state: "SUCCESS" | "FAILED" | "RETURNED";
  destination: string;
}

export interface FalseServices {
  url: string;
  /** What the next call that pays meets; then null again. */
  next: FaultName | null;
  /** Reference → what really left, in the service's own spelling; reversed ones are not in it. */
  paid(): Map<string, string>;
  /** How often each reference was paid: never more than once. */
  times: Map<string, number>;
  /** Takes batches at first, and refuses each when its turn comes. */
  deny(): void;
  /** Takes back one payout, if it was paid. */
  giveBack(reference: string): void;
  /** Takes back everything that was paid. */
  reverseAll(): void;
  close(): Promise<void>;
}

/** What both services keep; one call that pays meets the fault that is next. */
class Till {
  readonly kept = new Map<string, Kept>();
  readonly batches = new Map<string, string>();
  readonly times = new Map<string, number>();
  readonly hanging = new Set<ServerResponse>();
  next: FaultName | null = null;
  denied = false;
  #count = 0;
  readonly #hangMs: number;

  constructor(hangMs: number) {
    this.#hangMs = hangMs;
  }

  /** No answer ever comes; the line is cut when it has hung long enough. */
  hang(answer: ServerResponse): void {
    this.hanging.add(answer);
    if (this.#hangMs !== Number.POSITIVE_INFINITY) setTimeout(() => answer.destroy(), this.#hangMs).unref();
  }

  id(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  takeFault(): FaultName | null {
    const fault = this.next;
    this.next = null;
    return fault;
  }

  pay(reference: string, one: Kept): void {
    this.kept.set(reference, one);
    if (one.state === "SUCCESS") this.times.set(reference, (this.times.get(reference) ?? 0) + 1);
  }
}

function say(answer: ServerResponse, status: number, body: object): unknown {
  return answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** The name is taken: the answer leads to the batch that has it. */
function refuseBatch(answer: ServerResponse, id: string): unknown {
  const links = [{ href: `http://x/v1/payments/payouts/${id}`, rel: "self" }];
  const message = "Batch with given sender_batch_id already exists";
  return say(answer, 400, { name: "USER_BUSINESS_ERROR", message, links });
}

function payBatch(till: Till, body: ReturnType<typeof JSON.parse>, answer: ServerResponse): unknown {
  const fault = till.takeFault();
  const name: string = body.sender_batch_header.sender_batch_id;
  const before = till.batches.get(name);
  if (fault === "time-out before") return till.hang(answer);
  if (fault === "500") return say(answer, 500, { name: "INTERNAL_SERVER_ERROR" });
  if (before !== undefined) return refuseBatch(answer, before);
  const id = till.id("BATCH");
  till.batches.set(name, id);
  body.items.forEach((item: ReturnType<typeof JSON.parse>, i: number) => {
    const isFailed = fault === "partial" && i % 2 === 1;
    const amount = fault === "wrong amount" && i === 0 ? "1.00" : item.amount.value;
    const state = isFailed ? "FAILED" : "SUCCESS";
    if (till.denied) return;
    till.pay(item.sender_item_id, { id, group: name, amount, state, destination: item.receiver });
  });
  if (fault === "time-out after") return till.hang(answer);
  // Told twice by a proxy: the second is refused, and that answer arrives.
  if (fault === "duplicate") return refuseBatch(answer, id);
  const reply = () => say(answer, 201, { batch_header: { payout_batch_id: id, batch_status: "PENDING" } });
  if (fault === "slow") return setTimeout(reply, 200);
  return reply();
}

function makeTransfer(till: Till, form: URLSearchParams, key: string, answer: ServerResponse): unknown {
  const fault = till.takeFault();
  if (fault === "time-out before") return till.hang(answer);
  if (fault === "500") return say(answer, 500, { error: { type: "api_error", message: "oops" } });
  const reference = form.get("metadata[reference]") ?? "";
  const known = till.kept.get(reference);
  if (known === undefined || key !== reference) {
    if (fault === "partial") {
      return say(answer, 400, { error: { type: "invalid_request_error", message: "No such destination" } });
    }
    const amount = fault === "wrong amount" ? "100" : (form.get("amount") ?? "");
    const [group, destination] = [form.get("transfer_group") ?? "", form.get("destination") ?? ""];
    till.pay(reference, { id: till.id("tr_"), group, amount, state: "SUCCESS", destination });
  }
  if (fault === "time-out after") return till.hang(answer);
  if (fault === "duplicate") {
    return say(answer, 409, { error: { type: "idempotency_error", message: "under way" } });
  }
  const reply = () => say(answer, 200, transferOf(reference, till.kept.get(reference) as Kept));
  if (fault === "slow") return setTimeout(reply, 200);
  return reply();
}

async function serve(till: Till, request: IncomingMessage, answer: ServerResponse): Promise<unknown> {
  const url = new URL(request.url ?? "/", "http://x");
  const text = await bodyOf(request);
  if (url.pathname === "/v1/oauth2/token") return say(answer, 200, { access_token: "token" });
  if (url.pathname === "/v1/payments/payouts") return payBatch(till, JSON.parse(text), answer);
  const batch = /^\/v1\/payments\/payouts\/(\w+)$/.exec(url.pathname)?.[1];
  if (batch !== undefined) {
    const batch_header = { payout_batch_id: batch, batch_status: till.denied ? "DENIED" : "SUCCESS" };
    return say(answer, 200, { batch_header, items: till.denied ? [] : itemsOf(till.kept, batch) });
  }
  if (url.pathname === "/v1/transfers" && request.method === "POST") {
    const key = String(request.headers["idempotency-key"]);
    return makeTransfer(till, new URLSearchParams(text), key, answer);
  }
  if (url.pathname !== "/v1/transfers") return say(answer, 404, {});
  const group = url.searchParams.get("transfer_group");
  const data = [...till.kept].filter(([, one]) => one.group === group).map((one) => transferOf(...one));
  return say(answer, 200, { object: "list", data, has_more: false });
}

/** `hangMs`: when what is never answered is cut; left out, whoever asks must lose patience. */
export async function openServices({ hangMs = Number.POSITIVE_INFINITY } = {}): Promise<FalseServices> {
  const till = new Till(hangMs);
  const server = createServer((request, answer) => void serve(till, request, answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    set next(fault: FaultName | null) {
      till.next = fault;
    },
    get next() {
      return till.next;
    },
    times: till.times,
    paid: () =>
      new Map(
        [...till.kept].filter(([, one]) => one.state === "SUCCESS").map(([key, one]) => [key, one.amount]),
      ),
    deny() {
      till.denied = true;
    },
    giveBack(reference) {
      const one = till.kept.get(reference);
      if (one?.state === "SUCCESS") one.state = "RETURNED";
    },
    reverseAll() {
      for (const one of till.kept.values()) if (one.state === "SUCCESS") one.state = "RETURNED";
    },
    async close() {
      for (const answer of till.hanging) answer.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

function itemsOf(kept: Map<string, Kept>, batch: string): object[] {
  return [...kept]
    .filter(([, one]) => one.id === batch)
    .map(([reference, { state, amount }]) => ({
      transaction_status: state,
      payout_item: { sender_item_id: reference, amount: { value: amount, currency: "USD" } },
    }));
}

function transferOf(reference: string, { id, amount, group, destination, state }: Kept): object {
  const metadata = { reference };
  const reversed = state === "RETURNED";
  return {
    id,
    object: "transfer",
    amount: Number(amount),
    currency: "usd",
    destination,
    metadata,
    transfer_group: group,
    reversed,
  };
}
