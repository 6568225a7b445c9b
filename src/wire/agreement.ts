// Agreements on the network: what was frozen at an acceptance, for reading; the PDF comes from its own
// address. Example: { "sha256": "2d71…", "text": "{\"accepted\":…", "document": { "agreement": 1, … } }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";

export const agreement = z
  .object({
    contract: idOut("contract"),
    version: z.int(),
    proposal: idOut("proposal"),
    sha256: z.string().meta({ description: "Of `text`, in UTF-8." }),
    text: z.string().meta({ description: "Canonical JSON (RFC 8785): what both sides agreed to." }),
    document: z.record(z.string(), z.unknown()).meta({ description: "The same, parsed." }),
    createdAt: instantOut,
  })
  .meta({ id: "Agreement" });
