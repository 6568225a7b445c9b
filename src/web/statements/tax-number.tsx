// A party's tax number: its end, and the way to set or change it. The whole number is never shown.
//   <TaxNumber who={…} party={{ id, name }} mayChange />
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { taxIdQuery } from "../data/tax.ts";
import { later } from "../parts/later.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { useWords } from "../words/words.tsx";
import css from "./statements.module.css";

const SetTaxNumber = later(() => import("./set-tax-number.tsx"), "SetTaxNumber");

interface Props {
  who: Looker;
  party: { id: string; name: string };
  mayChange: boolean;
}

export function TaxNumber({ who, party, mayChange }: Props) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(taxIdQuery(who, party.id));
  const known = found.data?.taxId ?? null;
  return (
    <Section title={say("tax.number")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      <p className={css.quiet}>{say(who.side === "party" ? "tax.numberSaysOwn" : "tax.numberSays")}</p>
      {known ? (
        <p>
          {known.kind.toUpperCase()} {known.hint} · {known.country}
        </p>
      ) : null}
      {mayChange ? (
        <Button variant="default" mt={6} onClick={() => setOpen(true)}>
          {say(known ? "tax.change" : "tax.set")}
        </Button>
      ) : null}
      {isOpen ? <SetTaxNumber {...{ who, party }} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
