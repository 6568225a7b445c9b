// A product of a source that nobody mapped: what it is called and sold for there, how many messages wait, and
// the one step that posts them: which product of ours it is, or that it shall be made. Then how far they are.
//   <MapProduct parked={{ source: "hotmart", ref: "1234", name: "Piano em 30 dias", waiting: 14, … }} />

import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Choice } from "../../../parts/choice.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { productsQuery } from "../../data/products.ts";
import { type MappedParked, mapParked, type ParkedProduct, titleOf } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { MappedResult } from "./mapped-result.tsx";
import css from "./parked.module.css";

const NEW = "new";

interface Props {
  parked: ParkedProduct;
  /** Called when it was mapped: the page keeps showing what became of it. */
  onMapped?: (mapped: MappedParked) => void;
}

export function MapProduct({ parked, onMapped }: Props) {
  const { say } = useWords();
  const { may } = useWorkspace();
  const [mapped, setMapped] = useState<MappedParked | null>(null);
  return (
    <>
      <div className={css.head}>
        <div>
          <h3 className={css.name}>{parked.name ?? parked.ref}</h3>
          <p className={css.ref}>
            {say("parked.productOf", { source: titleOf(parked.source), ref: parked.ref })}
          </p>
        </div>
        <div className={css.figures}>
          <Prices parked={parked} />
          {mapped ? null : <p className={css.waiting}>{say("parked.waiting", { count: parked.waiting })}</p>}
        </div>
      </div>
      {mapped ? <MappedResult parked={parked} mapped={mapped} /> : null}
      {mapped === null && may("products") ? (
        <MapForm
          parked={parked}
          onMapped={(done) => {
            setMapped(done);
            onMapped?.(done);
          }}
        />
      ) : null}
      {mapped === null && !may("products") ? <p className={css.ref}>{say("parked.whoMaps")}</p> : null}
    </>
  );
}

function Prices({ parked }: { parked: ParkedProduct }) {
  return parked.prices.slice(0, 3).map(({ offerRef, currency, least, most }) => (
    <div key={`${offerRef} ${currency}`}>
      <Money amount={least} currency={currency} zero="digits" withCode={least === most} />
      {least === most ? null : (
        <>
          {" – "}
          <Money amount={most} currency={currency} zero="digits" />
        </>
      )}
    </div>
  ));
}

function MapForm({ parked, onMapped }: { parked: ParkedProduct; onMapped: (mapped: MappedParked) => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const twin = products.find((one) => one.name.toLowerCase() === parked.name?.toLowerCase());
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState(parked.name ?? "");
  const product = chosen ?? twin?.id ?? null;
  const [first] = parked.prices;
  const send = useMutation({
    mutationFn: () => {
      const { source, ref } = parked;
      if (product !== NEW) return mapParked(ws, { source, ref, product: product ?? "" });
      const offer = first ? { name, currency: first.currency, price: first.most } : undefined;
      return mapParked(ws, { source, ref, product: { name, ...(offer ? { offer } : {}) } });
    },
    onSuccess: (done) => {
      onMapped(done);
      void queries.invalidateQueries({ queryKey: [ws, "products"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (product !== null) send.mutate();
  };
  const isNew = product === NEW;
  return (
    <form onSubmit={submit}>
      <div className={css.map}>
        <Choice
          label={say("parked.whichProduct")}
          placeholder={say("parked.choose")}
          data={[
            { value: NEW, label: say("parked.makeNew") },
            ...products.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={product}
          onChange={setChosen}
        />
        {isNew ? (
          <TextInput
            label={say("parked.newName")}
            value={name}
            maxLength={300}
            required
            withAsterisk={false}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        ) : null}
        <Button type="submit" loading={send.isPending} disabled={product === null || (isNew && !name.trim())}>
          {say("parked.map", { count: parked.waiting })}
        </Button>
      </div>
      {isNew && first ? (
        <p className={css.ref}>
          {say("parked.withOffer")} <Money amount={first.most} currency={first.currency} zero="digits" />
        </p>
      ) : null}
      {send.error ? <Problem error={send.error} /> : null}
    </form>
  );
}
