// What a running programme brings along, on the network: a slice of a CSV file of affiliates, links or open
// balances, with what its columns mean. Run twice it makes everything once.
// Example: { "kind": "affiliates", "product": "product_…", "csv": "Email,Name,Code\n…", "dryRun": true }.
import { z } from "zod";
import { currencyIn } from "./money.ts";
import { productIn } from "./named.ts";

export const programmeField = z
  .enum([
    ...["externalId", "name", "firstName", "lastName", "email", "code", "rate", "recruitedBy", "state"],
    ...["link", "url", "campaign", "subId", "amount", "currency", "asOf"],
  ] as [
    "externalId",
    "name",
    "firstName",
    "lastName",
    "email",
    "code",
    "rate",
    "recruitedBy",
    "state",
    "link",
    "url",
    "campaign",
    "subId",
    "amount",
    "currency",
    "asOf",
  ])
  .meta({ id: "ProgrammeField" });

const columns = z.partialRecord(programmeField, z.string().min(1).max(200));

export const programmeImport = z
  .strictObject({
    kind: z.enum(["affiliates", "links", "balances"]).meta({
      description: "links keep their codes and store the pages they led to; balances wait for a yes.",
    }),
    csv: z
      .string()
      .min(1)
      .max(4_000_000)
      .meta({
        description: "The whole file, its header first.",
        examples: ["Name,Code,Commission\nCarla,CARLA,30%\n"],
      }),
    product: productIn.optional().meta({ description: "Of affiliates and links." }),
    columns: columns.optional().meta({
      description: "Field → column; guessed from the header when left out.",
      examples: [{ name: "Name", code: "Code", rate: "Commission" }],
    }),
    rates: z
      .enum(["percent", "fraction"])
      .default("percent")
      .meta({ description: '"30" is 30 %, or "0.30" is.' }),
    rate: z
      .string()
      .max(20)
      .optional()
      .meta({ description: "Where a row says none.", examples: ["30"] }),
    currency: currencyIn.optional().meta({ description: "Of balances, where no column says it." }),
    asOf: z.iso
      .date()
      .optional()
      .meta({ description: "Of balances, where no column says it.", examples: ["2025-12-31"] }),
    skip: z.int().min(0).max(1_000_000).default(0).meta({ description: "Rows left out before." }),
    rows: z.int().min(1).max(500).default(500).meta({ description: "How many are brought by this request." }),
    dryRun: z.boolean().default(false).meta({ description: "Everything is tried and taken back." }),
  })
  .meta({ id: "ProgrammeImport" });

export const programmeImported = z
  .object({
    columns,
    headers: z.array(z.string()),
    total: z.int().meta({ description: "Rows in the file." }),
    next: z.int().nullable().meta({ description: "`skip` of the next request; null at the end." }),
    rows: z.array(
      z.object({
        row: z.int().meta({ description: "Counted from 1, without the header." }),
        result: z.enum(["new", "known", "failed"]),
        field: z.string().nullable(),
        code: z.string().nullable().meta({ description: "Of what failed; programs branch on it." }),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "ProgrammeImported" });

export type ProgrammeImport = z.input<typeof programmeImport>;
export type ProgrammeImported = z.input<typeof programmeImported>;
