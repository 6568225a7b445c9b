// The mail that says where a party is paid was changed: to the addresses that were there before, so that
// nobody moves another's money in silence. Shows hints only, never a number.
// Example: payoutMethodMail({ to, party: "Bruno Lima", before: "DE89 •••• 3000", after: "FR14 •••• 2606", …
// })
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

interface About {
  to: string;
  party: string;
  workspace: string;
  by: string;
  /** Masked; null: there was none. */
  before: string | null;
  /** Masked; null: it was taken away. */
  after: string | null;
  /** When it counts, as people write it; null: it was taken away. */
  from: string | null;
  /** True: at once, because it is the first. */
  isFirst: boolean;
  link: string;
  language: Language;
}

export function payoutMethodMail(about: About): Mail {
  const { to, party, workspace, by, before, after, from, isFirst, link, language } = about;
  if (language === "pt-BR") {
    const what =
      after === null
        ? `${by} removeu a conta em que ${party} recebe de ${workspace}${before ? `: ${before}` : ""}. Nada é pago até haver outra.`
        : `${by} definiu onde ${party} recebe de ${workspace}: ${after}${before ? `, no lugar de ${before}` : ""}.`;
    const when = isFirst ? "Vale na hora." : `Vale a partir de ${from}. Até lá nada é pago.`;
    return writeLetter({
      to,
      language,
      subject: `A conta em que ${party} recebe foi alterada`,
      lines: after === null ? [what] : [what, when],
      button: { name: "Ver onde você recebe", link },
      note: isFirst
        ? "Se não foi você nem alguém em quem confia, troque ou remova a conta agora e avise a empresa: esta já vale para o próximo pagamento."
        : "Se não foi você nem alguém em quem confia, mude a conta de volta agora e avise a empresa: nada sai nas 72 horas após uma mudança.",
    });
  }
  const what =
    after === null
      ? `${by} took away the account that ${workspace} pays ${party} to${before ? `: ${before}` : ""}. Nothing is paid until there is another.`
      : `${by} set where ${workspace} pays ${party}: ${after}${before ? `, in place of ${before}` : ""}.`;
  const when = isFirst ? "It counts at once." : `It counts from ${from}. Until then nothing is paid.`;
  return writeLetter({
    to,
    language,
    subject: `Where ${party} is paid was changed`,
    lines: after === null ? [what] : [what, when],
    button: { name: "See where you are paid", link },
    note: isFirst
      ? "If this was neither you nor somebody you trust, change it or take it away now and tell the business: it counts for the next payout already."
      : "If this was neither you nor somebody you trust, change it back now and tell the business: nothing leaves within 72 hours of a change.",
  });
}
