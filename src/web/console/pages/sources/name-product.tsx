// A payment that names no product: the person says which it is of, and it is posted at its own time.
//   <NameProduct one={message} />

import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Choice } from "../../../parts/choice.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Delivery, nameProduct } from "../../data/deliveries.ts";
import { moneyMoved } from "../../data/money-moved.ts";
import { productsQuery } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import delivery from "./delivery.module.css";
import css from "./parked.module.css";

export function NameProduct({ one }: { one: Delivery }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const [product, setProduct] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: () => nameProduct(ws, one.id, product ?? ""),
    onSuccess: () => moneyMoved(queries, ws),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (product !== null) send.mutate();
  };
  return (
    <div className={delivery.map}>
      <Section title={say("delivery.whichProduct")}>
        <p className={delivery.help}>{say("parkedHelp.product_not_named")}</p>
        {may("sources") ? (
          <form onSubmit={submit} className={css.map}>
            <Choice
              label={say("parked.whichProduct")}
              placeholder={say("parked.choose")}
              data={products.map(({ id, name }) => ({ value: id, label: name }))}
              value={product}
              onChange={setProduct}
            />
            <Button type="submit" loading={send.isPending} disabled={product === null}>
              {say("delivery.nameProduct")}
            </Button>
          </form>
        ) : null}
        {send.error ? <Problem error={send.error} /> : null}
      </Section>
    </div>
  );
}
