// Beside the form of an invitation: a sale split by what is typed, the room under the cap, and what the
// product sold lately, from which moment on it would be shared. It never sends anything.
//   <InvitePreview product={product} values={values} place={place} onRoom={setRoom} />
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { readyClauses, type TermsPlace } from "../../../contracts/clause-values.ts";
import { DraftImpact } from "../../../contracts/impact-section.tsx";
import { termsOf } from "../../../contracts/terms-values.ts";
import { WorkedExample } from "../../../contracts/worked-example.tsx";
import { WorstCases } from "../../../contracts/worst-cases.tsx";
import { amountText, readRate } from "../../../parts/format-amount.ts";
import { problemText } from "../../../parts/problem.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { type ExampleOf, type InvitationPreview, previewQuery } from "../../data/invitations.ts";
import type { Product } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { touchedPlaces } from "../../touched-places.ts";
import css from "./invite-partner.module.css";
import type { InviteValues } from "./invite-values.ts";

interface Props {
  product: Product;
  values: InviteValues;
  place: TermsPlace;
  /** The largest share that fits: "0.3". */
  onRoom: (room: string | undefined) => void;
}

export function InvitePreview({ product, values, place, onRoom }: Props) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const [asked] = useDebouncedValue(JSON.stringify(askedOf(product, values, place, words)), 250);
  const found = useQuery(previewQuery(ws, JSON.parse(asked) as ExampleOf));
  const room = found.data?.room;
  useEffect(() => {
    onRoom(room);
  }, [room, onRoom]);
  const you = values.name.trim() || values.email.trim() || say("invitePartner.somebody");
  const isTyped = values.hasTiers || readRate(values.share) !== null;
  return (
    <aside className={css.live} aria-label={say("agree.example")}>
      <h2 className={css.liveTitle}>{say("agree.example")}</h2>
      {found.isError ? <p className={css.quiet}>{problemText(found.error, words)}</p> : null}
      {isTyped ? null : <p className={css.quiet}>{say("agree.exampleWaits")}</p>}
      {found.data?.example ? <WorkedExample example={found.data.example} you={you} /> : null}
      {found.data && found.data.example === null ? (
        <p className={css.quiet}>{say("invitePartner.noPrice")}</p>
      ) : null}
      {found.data && isTyped ? <WorstCases warnings={found.data.warnings} you={you} isProducer /> : null}
      {found.data ? <Lately preview={found.data} /> : null}
      <DraftImpact
        who={{ side: "producer", id: ws }}
        contract={null}
        about={{ product: product.id, party: null, partyName: you }}
        terms={isTyped ? askedOf(product, values, place, words).terms : undefined}
        leadsTo={touchedPlaces(ws)}
      />
    </aside>
  );
}

/** While nothing is typed the smallest share there is, so that room and sales show already. */
function askedOf(product: Product, values: InviteValues, place: TermsPlace, words: Words): ExampleOf {
  const { share, base, scope, mayBeAffiliate, maxAffiliateRate } = termsOf(values, place, words.language);
  const clauses = readyClauses(values, place, words);
  const hasTiers = clauses.some(({ kind }) => kind === "tiers");
  const email = /^\S+@\S+\.\S+$/.test(values.email.trim()) ? { email: values.email.trim() } : {};
  return {
    product: product.id,
    ...email,
    terms: {
      ...(hasTiers ? {} : { share: share ?? "0.000001" }),
      base,
      scope,
      mayBeAffiliate,
      ...(maxAffiliateRate === undefined ? {} : { maxAffiliateRate }),
      clauses,
    },
  };
}

function Lately({ preview }: { preview: InvitationPreview }) {
  const { say, language } = useWords();
  const { sold, affiliates } = preview;
  return (
    <div className={css.lately}>
      <h3>{say("invitePartner.lately")}</h3>
      {sold.length === 0 ? <p className={css.quiet}>{say("invitePartner.notSold")}</p> : null}
      {sold.map((one) => (
        <p key={one.currency}>
          {say("invitePartner.sold", {
            count: one.sales,
            amount: amountText(one.paid, one.currency, language),
          })}
        </p>
      ))}
      {affiliates > 0 ? <p>{say("invitePartner.affiliates", { count: affiliates })}</p> : null}
      {sold.length > 0 || affiliates > 0 ? <p className={css.quiet}>{say("invitePartner.from")}</p> : null}
    </div>
  );
}
