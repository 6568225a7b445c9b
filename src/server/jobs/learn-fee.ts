// Asks a platform for the fee of one charge. Repeats without harm: what was told before is kept once, and
// what was booked is not booked again. Example: { ws: 7, source: "stripe", charge: "ch_1", tries: 0 }.
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import { learnFee } from "../../flows/learn-fee.ts";

export async function runLearnFee(app: App, payload: unknown): Promise<void> {
  const { ws, source, charge, tries } = (payload ?? {}) as Record<string, unknown>;
  if (typeof ws !== "number" || typeof source !== "string" || typeof charge !== "string") {
    throw new Broken("a job that asks for a fee without its charge");
  }
  await learnFee(app, ws, { source, charge, tries: typeof tries === "number" ? tries : 0 });
}
