// Posts many sales of one product to a running server, as NDJSON from two senders, and tells how long it
// took: what `tools/scroll-sales.ts` looks at. Sale N has the external id mil-N; told again it is posted
// once. They stay there: for a business that is thrown away.
// Example: node tools/sell-many.ts http://127.0.0.1:4000 partage_… prod_… 1000000 → "1,000,000 sales in 91 s"
const SENDERS = 2;
const LINES = 10_000;
const MINUTE = 60_000;

const [origin, key, product, many] = process.argv.slice(2);
const count = Number(many);
if (!origin || !key || !product || !(count > 0)) {
  throw new Error("an origin, an API key with sales:write, a product's id and how many are needed");
}

const now = Date.now();

function saleLine(number: number): string {
  const paid = 1_000 + ((number * 7_919) % 50_000);
  return JSON.stringify({
    externalId: `mil-${number}`,
    product,
    at: new Date(now - (count - number) * (MINUTE / 4)).toISOString(),
    currency: "USD",
    paid,
    tax: Math.floor(paid / 20),
  });
}

async function post(from: number, to: number): Promise<void> {
  const answer = await fetch(`${origin}/v1/sales/batch`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
    body: Array.from({ length: to - from }, (_, at) => saleLine(from + at)).join("\n"),
  });
  const text = await answer.text();
  const refused = answer.ok ? text.split("\n").find((line) => line.includes('"error"')) : text;
  if (refused) throw new Error(refused);
}

const begun = performance.now();
let next = 1;
async function send(): Promise<void> {
  while (next <= count) {
    const from = next;
    next = Math.min(from + LINES, count + 1);
    await post(from, next);
  }
}
await Promise.all(Array.from({ length: SENDERS }, send));
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
console.log(`${count.toLocaleString("en")} sales in ${seconds} s`);
