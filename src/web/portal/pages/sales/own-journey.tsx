// On a partner's sale: that its commission is held and why in general terms, and how the buyer came, where it
// is this partner's as an affiliate. Draws nothing where it is not.
import { useQuery } from "@tanstack/react-query";
import css from "../../../attribution/attribution.module.css";
import { amountOf } from "../../../attribution/finding-words.ts";
import { JourneyView } from "../../../attribution/journey-view.tsx";
import { journeyQuery, type OwnFinding, ownFindingsQuery } from "../../../data/attribution.ts";
import { amountText } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import { journeyAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

export function OwnJourney({ sale }: { sale: string }) {
  const { say } = useWords();
  const { party, who } = useParty();
  const journey = useQuery({ ...journeyQuery(who, sale), retry: false }).data;
  if (!journey) return null;
  return (
    <Section title={say("journey.title")}>
      <JourneyView journey={journey} saleAddress={(one) => journeyAddress(party, one)} />
    </Section>
  );
}

export function HeldNote({ sale }: { sale: string }) {
  const { party } = useParty();
  const found = useQuery(ownFindingsQuery(party, sale)).data?.data ?? [];
  return found.map((one) => <Note key={one.id} held={one} />);
}

function Note({ held }: { held: OwnFinding }) {
  const { say, language } = useWords();
  const { state, amount, currency, about, reason, heldReason } = held;
  const told = amountOf(held);
  const text = (of: number) => amountText(of, currency, language);
  const list = new Intl.ListFormat(language).format(about.map((one) => say(`finding.about.${one}`)));
  return (
    <aside className={css.held} aria-label={say("finding.ownTitle")}>
      <p>
        <strong>{say("finding.ownTitle")}</strong>
      </p>
      <p>{say(`finding.own.${state}`, { amount: text(told) })}</p>
      {told < amount ? <p>{say("finding.own.part", { amount: text(amount) })}</p> : null}
      {state === "held" && about.length > 0 ? <p>{say("finding.own.about", { about: list })}</p> : null}
      {heldReason === null ? null : (
        <p>
          {say("finding.own.why")} <q>{heldReason}</q>
        </p>
      )}
      {reason === null ? null : <p className={css.reason}>{reason}</p>}
    </aside>
  );
}
