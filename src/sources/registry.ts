// The platforms whose webhooks we read, by the name that stands in a webhook's address and in every fact they
// report. A new one is a file of its own that exports a Source, and a line here. Files people upload go
// through read-csv.
// Example: sourceNamed("stripe")?.read(body) → [sale]; sourceNamed("toString") → undefined.
import { hotmart } from "./hotmart.ts";
import type { Source } from "./source.ts";
import { stripe } from "./stripe.ts";

export const sources: Readonly<Record<string, Source>> = Object.freeze({ hotmart, stripe });

export function sourceNamed(name: string): Source | undefined {
  return Object.hasOwn(sources, name) ? sources[name] : undefined;
}
