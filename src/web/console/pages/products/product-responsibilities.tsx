// Who answers for what of a product: delivery, buyer support, marketing, tax. Exactly one party each; the
// producer where nobody else is named. Changed at once, with an undo. What contracts say beside it is shown,
// not decided.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { SearchedChoice } from "../../../parts/searched-choice.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { changeProduct, type Product, productChanged } from "../../data/products.ts";
import { contractsQuery, partiesQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./product-responsibilities.module.css";

const DUTIES = ["delivery", "support", "marketing", "tax"] as const;
type Duty = (typeof DUTIES)[number];

export function ProductResponsibilities({ product }: { product: Product }) {
  const { say } = useWords();
  return (
    <Section title={say("product.responsibilities")}>
      <p className={css.says}>{say("duties.says")}</p>
      <ul className={css.duties}>
        {DUTIES.map((duty) => (
          <DutyRow key={duty} duty={duty} product={product} />
        ))}
      </ul>
    </Section>
  );
}

function DutyRow({ duty, product }: { duty: Duty; product: Product }) {
  const { say } = useWords();
  const { may } = useWorkspace();
  const named = product.responsibilities[duty];
  const who = product.answerable[duty];
  return (
    <li className={css.duty}>
      <div className={css.what}>
        <span className={css.name}>{say(`duty.${duty}`)}</span>
        <span className={css.hint}>{say(`dutySays.${duty}`)}</span>
        {duty === "support" && product.supportContact ? (
          <span className={css.hint}>{say("duties.contact", { contact: product.supportContact })}</span>
        ) : null}
        <Agreed duty={duty} product={product} />
      </div>
      <div className={css.who}>
        {may("products") ? (
          <DutyChoice duty={duty} product={product} />
        ) : (
          <>
            <span>{who.name}</span>
            {named ? null : <span className={css.hint}>{say("duties.byDefault")}</span>}
          </>
        )}
      </div>
    </li>
  );
}

/** What contracts in force say of this duty, where they name the other side. */
function Agreed({ duty, product }: { duty: Duty; product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const contracts = useQuery(contractsQuery(ws, product.id)).data?.data ?? [];
  const told = contracts.flatMap(({ id, party, current }) => {
    const side = current?.responsibilities[duty];
    return side === "party" || side === "both"
      ? [{ id, text: say(`duties.agreed.${side}`, { name: party.name }) }]
      : [];
  });
  return told.map((one) => (
    <span key={one.id} className={css.hint}>
      {one.text}
    </span>
  ));
}

function DutyChoice({ duty, product }: { duty: Duty; product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const [error, setError] = useState<unknown>(null);
  const producer = parties.find((one) => one.kind === "producer");
  const who = product.answerable[duty];
  const people = parties.filter((one) => one.kind === "producer" || one.kind === "partner");
  const options = people.map((one) => ({ value: one.id, label: one.name }));
  if (!options.some((one) => one.value === who.id)) options.push({ value: who.id, label: who.name });
  /** Whoever is named of the others stays; the producer is the default and needs no name. */
  const put = async (party: string, basedOn: number) => {
    const others = Object.entries(product.responsibilities).filter(([what]) => what !== duty);
    const named = Object.fromEntries(others.map(([what, one]) => [what, one.id]));
    const own = party === producer?.id ? {} : { [duty]: party };
    const made = await changeProduct(ws, product.id, { responsibilities: { ...named, ...own }, basedOn });
    await productChanged(queries, ws, product.id);
    return made;
  };
  const choose = async (party: string) => {
    setError(null);
    try {
      const made = await put(party, product.version);
      const { name } = made.answerable[duty];
      toast.tell({ says: say("duties.saved", { name }), undo: () => put(who.id, made.version) });
    } catch (caught) {
      setError(caught);
      await productChanged(queries, ws, product.id);
    }
  };
  return (
    <>
      <SearchedChoice
        aria-label={say(`duty.${duty}`)}
        data={options}
        value={who.id}
        onChange={(party) => {
          if (party && party !== who.id) void choose(party);
        }}
      />
      {product.responsibilities[duty] ? null : <span className={css.hint}>{say("duties.byDefault")}</span>}
      {error ? <Problem error={error} /> : null}
    </>
  );
}
