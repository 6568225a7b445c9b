// What the form that invites a partner holds: the terms, and whom they go to.
// Example: { …terms, product: "product_…", email: "bruno@example.com", name: "Bruno", language: "pt-BR" }.
import type { TermsValues } from "../../../contracts/terms-values.ts";

export interface InviteValues extends TermsValues {
  product: string;
  email: string;
  name: string;
  language: string;
}
