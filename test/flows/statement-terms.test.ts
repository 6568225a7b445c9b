// What a statement's paper says of terms: of a contract all that was agreed, not its share alone. What is
// drawn is counted in the file itself.
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { SECTIONS, type Statement } from "../../src/statements/statement.ts";
import { writeStatementPdf } from "../../src/statements/statement-pdf.ts";

const words: [string, string][] = [
  ["Share", "10 % of what is left after the affiliate"],
  ["After the end", "nothing: later renewals earn nothing"],
];
const statement = (terms: Statement["document"]["terms"]) =>
  ({
    ...Object.fromEntries(SECTIONS.map((name) => [name, 0])),
    ...{ number: 12, currency: "USD", fromDay: "2026-03-01", untilDay: "2026-03-31", opening: 0, closing: 0 },
    ...{ reserved: 0, pending: 0, rolling: 0, lines: 0, late: 0, headSeq: 1, headBatch: 1 },
    ...{ headHash: "0".repeat(64), issuedAt: new Date(0) },
    document: {
      workspace: {
        name: "School",
        legalName: null,
        taxId: null,
        address: null,
        country: "BR",
        timeZone: "UTC",
      },
      party: { name: "Bruno", email: null, country: null, taxId: null },
      ...{ products: [], terms },
    },
  }) as unknown as Statement;

/** How many glyphs its pages draw: fonts are subsets, so letters stand there as numbers. */
async function drawn(terms: Statement["document"]["terms"]): Promise<number> {
  const pdf = await writeStatementPdf({ statement: statement(terms), part: 1, lines: [] }, "en");
  const text = pdf.toString("latin1");
  const streams = [...text.matchAll(/\/Filter \/FlateDecode\s*>>\s*stream\r?\n([\s\S]*?)\r?\nendstream/g)];
  return streams
    .map(([, bytes = ""]) => inflateSync(Buffer.from(bytes, "latin1")).toString("latin1"))
    .flatMap((one) => one.match(/<([0-9a-f]+)>(?= [-0-9]|\] TJ|\s)/g) ?? [])
    .reduce((sum, hex) => sum + (hex.length - 2) / 4, 0);
}

test("every term that was agreed is on paper", async () => {
  const one = { contract: "contract_x", version: 1, product: "Piano", starts: "2026-01-01", ends: null };
  const agreed = (pairs: [string, string][]) =>
    ({ ...one, invoices: "producer", words: { en: pairs, "pt-BR": pairs } }) as const;
  const all = await drawn([agreed(words)]);
  const share = await drawn([agreed(words.slice(0, 1))]);
  expect(share).toBeGreaterThan(0);
  expect(all - share).toBeGreaterThan(20);
});
