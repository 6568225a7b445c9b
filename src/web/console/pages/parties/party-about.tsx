// What a party is called and found by, and the way to put it right. It never shows a bank account or a tax
// number: those stand with payouts and beside it.
//   <PartyAbout party={party} /> → E-mail bruno@example.com · Country Brazil · Here since 3 Mar
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Facts } from "../../../parts/page.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { changePartyAddress } from "../../addresses.ts";
import type { Party } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./parties.module.css";

export function PartyAbout({ party }: { party: Party }) {
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const regions = new Intl.DisplayNames([language], { type: "region" });
  const facts = [
    [say("party.name"), party.name],
    [say("word.email"), party.email],
    [say("word.country"), party.country ? regions.of(party.country) : null],
    [say("party.ref"), party.ref],
    [say("party.externalId"), party.externalId],
    [say("party.since"), <When key="since" at={party.createdAt} show="day" />],
  ] as const;
  return (
    <>
      <Facts facts={facts.filter(([, value]) => value !== null)} />
      {may("parties") ? (
        <p className={css.change}>
          <Button component={Link} to={changePartyAddress(ws, party.id)} variant="default" size="xs">
            {say("party.change")}
            <span className="only-read"> {party.name}</span>
          </Button>
        </p>
      ) : null}
    </>
  );
}
