// Somebody who has no account wants to apply: makes one, without a password, and mails a link that proves the
// address and leads back to the page. Whoever has an account gets such a link as well, so that the answer
// never says which addresses have one.
// Example: signUpApplicant(app, sender, { slug: "piano-in-30-days", email, name }, "en") → one mail.

import type { Identity } from "../access/identity.ts";
import { inWorkspace } from "../db/transaction.ts";
import { applicantMail } from "../notices/affiliate-mails.ts";
import type { Mail } from "../notices/mail.ts";
import type { Language } from "../notices/mail-language.ts";
import { readProduct } from "../products/read-products.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { openPage } from "./join-program.ts";

const LINK_MINUTES = 60;

export interface ApplicantMailer {
  readonly identity: Identity;
  readonly mail: (mail: Mail) => void;
  readonly publicUrl: string;
}

export interface SigningUp {
  slug: string;
  email: string;
  name: string;
  by?: string | undefined;
  invited?: string | undefined;
}

/** Throws 404 `no_such_page`. */
export async function signUpApplicant(
  app: App,
  { identity, mail, publicUrl }: ApplicantMailer,
  { slug, email, name, by, invited }: SigningUp,
  language: Language,
): Promise<void> {
  const { ws, product } = await openPage(app, slug);
  const [business, sold] = await inWorkspace(app.db, ws, async (tx) => [
    (await readWorkspace(tx, ws)).name,
    (await readProduct(tx, ws, product))?.name ?? "",
  ]);
  if ((await identity.findAccount(email)) === null) {
    await identity.createAccount({ email, name, verified: false });
  }
  const token = await identity.makeLinkToken(email, LINK_MINUTES);
  if (token === null) return;
  const kept = new URLSearchParams({ sign: token, ...(invited ? { invited } : {}) });
  const page = `${publicUrl.replace(/\/$/, "")}/p/${encodeURIComponent(slug)}`;
  const link = `${page}${by ? `?by=${encodeURIComponent(by)}` : ""}#${kept}`;
  const about = { to: email, name, language, workspace: business, product: sold, link };
  mail(applicantMail({ ...about, minutes: LINK_MINUTES }));
}
