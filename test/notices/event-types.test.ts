// Every event that anything in src writes is either among the types that webhooks tell, or on a short list of
// those that stay inside, each with its reason. Reads the sources themselves, so that a new event cannot be
// forgotten: a listener who takes all types would never hear of it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EVENT_TYPES } from "../../src/wire/event-types.ts";

const INSIDE: Record<string, string> = {
  "ledger.posted": "told as sale.recorded, refund.recorded, …, one a fact",
  "ledger.verifying": "said when it is done",
  "endpoint.created": "about webhooks themselves",
  "endpoint.changed": "about webhooks themselves",
  "endpoint.paused": "about webhooks themselves",
  "endpoint.removed": "about webhooks themselves",
  "endpoint.disabled": "about webhooks themselves",
  "endpoint.secret_rotated": "about webhooks themselves",
  "party.sale_notices_changed": "how often a partner's people hear of sales is their own matter",
  ...Object.fromEntries(
    [
      "member.invited",
      "member.invited_again",
      "member.invite_withdrawn",
      "member.joined",
      "member.left",
      "member.removed",
      "member.role_changed",
      "member.ownership_handed_over",
      "api_key.created",
      "api_key.revoked",
      "api_key.rotated",
      "member.link_taken",
      "contract.link_taken",
      "affiliate.link_taken",
      "support.",
      "support.asked",
      "support.looked",
      "workspace.exported",
    ].map((type) => [type, "who may look in is for the audit trail, not for a listener outside"]),
  ),
};

const SRC = join(import.meta.dirname, "../../src");
const FILES = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.startsWith("web/"),
);

/** Types as they are written where an event is made: whole, or up to what is filled in (`import.${state}`). */
function typesIn(text: string): string[] {
  if (!/\b(addEvent|eventStatement)\(/.test(text)) return [];
  const named = /(?:\btype(?:: string)?\s*[:=]|\?|:)\s*["`]([a-z_]+\.[a-z_]+|[a-z_]+\.\$\{)/g;
  return [...text.matchAll(named)].map((found) => (found[1] as string).replace("${", ""));
}

const written = new Map<string, string>();
for (const file of FILES) {
  for (const type of typesIn(readFileSync(join(SRC, file), "utf8"))) written.set(type, file);
}

test("the sources are read: well-known events are among what is found", () => {
  for (const type of ["source.connected", "delivery.dismissed", "import.", "product.created"]) {
    expect([...written.keys()], type).toContain(type);
  }
});

test("every event that is written goes out, or stays inside for a reason", () => {
  const known: readonly string[] = EVENT_TYPES;
  const forgotten = [...written].filter(([type]) => {
    // A message of a source that we make ourselves, not an event.
    if (type.startsWith("partage.")) return false;
    if (type in INSIDE || known.includes(type)) return false;
    return !(type.endsWith(".") && known.some((one) => one.startsWith(type)));
  });
  expect(forgotten).toEqual([]);
});
