// How large a part of what an invitation offers, in words. Never computes an amount.
// Example: { share: "0.10", product: "Piano in 30 days" } → "10 % of Piano in 30 days".
import { formatRate } from "../../../parts/format-amount.ts";
import type { Words } from "../../../words/speak.ts";
import type { Opened } from "../../data/invitation.ts";

export function shareOfProduct({ proposal }: Opened, { say, language }: Words): string {
  const product = proposal.product.name;
  const share = proposal.terms?.share;
  return typeof share === "string"
    ? say("invitation.share", { share: formatRate(share, language), product })
    : say("invitation.shareTiers", { product });
}
