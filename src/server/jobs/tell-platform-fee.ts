// Mails the owners which platform fee an operator set. Repeats without harm. Example: { ws: 7, by: "Davi",
// before: null, after: { rate: "0.06", … } }.
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import type { Mailing } from "../../flows/send-invite.ts";
import type { ToldPlatformFee } from "../../flows/set-platform-fee.ts";
import { tellPlatformFee } from "../../flows/tell-platform-fee.ts";

export async function runTellPlatformFee(app: App, mailing: Mailing, payload: unknown): Promise<void> {
  const told = (payload ?? {}) as ToldPlatformFee;
  if (typeof told.ws !== "number" || typeof told.by !== "string") {
    throw new Broken("a job of a platform's fee that names none");
  }
  await tellPlatformFee(app, mailing, told);
}
