// Where fees would give partners with agreed contracts less: whom it touches, and the way to ask them. Sent,
// it is a proposal to each; nothing changes until all have accepted. It never changes a fee by itself.
//   <ProposeFees product={product} terms={terms} error={form.error} onSent={onClose} />
import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { TermsOfUseField } from "../../../contracts/terms-of-use.tsx";
import { contractsChanged, termsOfUseQuery } from "../../../data/contracts.ts";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { proposalsAddress } from "../../addresses.ts";
import { proposeFees } from "../../data/invitations.ts";
import { type Product, productChanged, type TermsIn } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./propose-fees.module.css";

interface Props {
  product: Product;
  terms: TermsIn;
  onSent: () => void;
}

/** Whom an agreed contract protects, as the server's refusal names them; null of another error. */
export function touchedBy(error: unknown): string[] | null {
  if (!isProblem(error) || error.code !== "contracts_promise") return null;
  const contracts = (error.facts?.contracts ?? []) as { name: string }[];
  return [...new Set(contracts.map((one) => one.name))];
}

export function ProposeFees({ names, ...props }: Props & { names: readonly string[] }) {
  const { say } = useWords();
  const { role } = useWorkspace();
  const listed = names.join(", ");
  return (
    <section className={css.ask} aria-label={say("feesAsk.title")}>
      <h3>{say("feesAsk.title")}</h3>
      <p>{say("feesAsk.says", { names: listed })}</p>
      <p className={css.quiet}>{say("feesAsk.orBear")}</p>
      {role === "owner" || role === "admin" ? (
        <Ask {...props} names={listed} />
      ) : (
        <p className={css.quiet}>{say("feesAsk.noAccess")}</p>
      )}
    </section>
  );
}

function Ask({ product, terms, names, onSent }: Props & { names: string }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useToast();
  const use = useQuery(termsOfUseQuery).data;
  const [message, setMessage] = useState("");
  const [isAccepted, setAccepted] = useState(false);
  const [isTried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      proposeFees(ws, product.id, {
        ...terms,
        message,
        language: language === "pt-BR" ? "pt-BR" : "en",
        termsOfUse: use?.version ?? 1,
      }),
    onSuccess: async () => {
      await contractsChanged(queries, { side: "producer", id: ws });
      await productChanged(queries, ws, product.id);
      tell({ says: say("feesAsk.sent", { names }) });
      onSent();
      await navigate({ to: proposalsAddress(ws), search: { state: "open" } as never });
    },
  });
  const press = () => {
    setTried(true);
    if (isAccepted) send.mutate();
  };
  return (
    <>
      <Textarea
        label={say("agree.field.message")}
        autosize
        minRows={2}
        maxLength={4000}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      {use ? (
        <TermsOfUseField
          use={use}
          isAccepted={isAccepted}
          onAccept={setAccepted}
          error={isTried && !isAccepted ? say("agree.useNeeded") : undefined}
        />
      ) : null}
      {send.isError ? <Problem error={send.error} /> : null}
      <div>
        <Button variant="default" loading={send.isPending} onClick={press}>
          {say("feesAsk.act", { names })}
        </Button>
      </div>
    </>
  );
}
