// Text that PostgreSQL cannot store, in the address: refused before a route sees it. Bodies are checked as
// they are read.
// Example: GET /v1/sales?buyer=a%00b → 400 invalid_text, path "buyer".
import type { FastifyRequest } from "fastify";
import { badText } from "../wire/strict-json.ts";
import { DoorAnswer } from "./problem.ts";

export function refuseBadText(request: FastifyRequest): void {
  for (const text of Object.values(request.params ?? {})) {
    if (badText(String(text)) !== null)
      throw new DoorAnswer(404, "not_found", "There is nothing at this address.");
  }
  for (const [name, value] of Object.entries((request.query ?? {}) as Record<string, string | string[]>)) {
    for (const text of [name, ...[value].flat()]) {
      const wrong = badText(text);
      if (wrong === null) continue;
      const path = badText(name) === null ? name : "";
      throw new DoorAnswer(400, "invalid_text", `${path} ${wrong}.`.trim(), {
        errors: [{ path, code: "invalid_text", message: wrong }],
      });
    }
  }
}
