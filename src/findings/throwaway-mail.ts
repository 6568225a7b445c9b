// Whether an address belongs to a provider of throwaway mail: a maintained list, loaded at the first question
// because most processes never ask. Never asks the network.
// Example: throwawayDomainOf("x@mailinator.com") → "mailinator.com"; of "ana@example.com" → null.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

let exact: Set<string> | null = null;
let below: readonly string[] = [];

export function throwawayDomainOf(address: string): string | null {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  if (exact === null) {
    exact = new Set(require("disposable-email-domains") as string[]);
    below = require("disposable-email-domains/wildcard.json") as string[];
  }
  const isThrowaway = exact.has(domain) || below.some((one) => domain === one || domain.endsWith(`.${one}`));
  return isThrowaway ? domain : null;
}
