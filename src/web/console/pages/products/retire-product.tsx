// Asks, before a shared product goes off sale or gives way to another, what becomes of each of its contracts:
// goes on for renewals and late sales, its end is proposed, or its terms are proposed on the other product.
// Nothing of a contract changes by it.
//   <RetireProduct product={product} contracts={contracts} onClose={close} onDone={leave} />

import { Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { TermsOfUseField } from "../../../contracts/terms-of-use.tsx";
import { contractsChanged, termsOfUseQuery } from "../../../data/contracts.ts";
import { Choice } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { type Retirement, retireProduct } from "../../data/launch.ts";
import { type Product, productChanged, productsQuery } from "../../data/products.ts";
import type { Contract } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { termsInWords } from "./contract-words.ts";
import css from "./retire-product.module.css";

type Becomes = Retirement["contracts"][number]["becomes"];

interface Props {
  product: Product;
  /** Those that have not ended. */
  contracts: readonly Contract[];
  onClose: () => void;
  /** How many proposals were sent. */
  onDone: (sent: number) => void;
  /** What stays as it is regardless. */
  children: ReactNode;
}

export function RetireProduct({ product, contracts, onClose, onDone, children }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const use = useQuery(termsOfUseQuery).data;
  const [replacedBy, setReplacedBy] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Record<string, Becomes>>({});
  const [message, setMessage] = useState("");
  const [isAccepted, setAccepted] = useState(false);
  const becomesOf = (id: string): Becomes => chosen[id] ?? "go_on";
  const isAsking = contracts.some((one) => becomesOf(one.id) !== "go_on");
  const retire = useMutation({
    mutationFn: () =>
      retireProduct(ws, product.id, {
        replacedBy,
        contracts: contracts.map((one) => ({ contract: one.id, becomes: becomesOf(one.id) })),
        message,
        language: language === "pt-BR" ? "pt-BR" : "en",
        termsOfUse: use?.version ?? 1,
      }),
    onSuccess: async ({ data }) => {
      await contractsChanged(queries, { side: "producer", id: ws });
      await productChanged(queries, ws, product.id);
      onDone(data.length);
    },
  });
  const put = (id: string, becomes: Becomes) => setChosen((old) => ({ ...old, [id]: becomes }));
  const replace = (id: string | null) => {
    setReplacedBy(id);
    if (id === null) {
      setChosen((old) => Object.fromEntries(Object.entries(old).filter(([, becomes]) => becomes !== "move")));
    }
  };
  return (
    <Confirm
      isOpen
      title={say("product.archiveAsk", { name: product.name })}
      act={say("product.archive", { name: product.name })}
      final={say("retire.final")}
      isWorking={retire.isPending}
      isReady={!isAsking || isAccepted}
      error={retire.error ?? undefined}
      onConfirm={() => retire.mutate()}
      onClose={onClose}
    >
      {children}
      <Replacement product={product} value={replacedBy} onChange={replace} />
      <fieldset className={css.contracts}>
        <legend>{say("retire.contracts")}</legend>
        {contracts.map((contract) => (
          <OneContract
            key={contract.id}
            contract={contract}
            mayMove={replacedBy !== null}
            becomes={becomesOf(contract.id)}
            onChange={(becomes) => put(contract.id, becomes)}
          />
        ))}
      </fieldset>
      {isAsking ? <Word value={message} onChange={setMessage} /> : null}
      {isAsking && use ? <TermsOfUseField use={use} isAccepted={isAccepted} onAccept={setAccepted} /> : null}
    </Confirm>
  );
}

function Word({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { say } = useWords();
  return (
    <Textarea
      label={say("agree.field.message")}
      autosize
      minRows={2}
      maxLength={4000}
      mb="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const WAYS = ["go_on", "end", "move"] as const;

function sentenceOf(contract: Contract, words: Words): string {
  const shown = contract.current ?? contract.versions.at(-1);
  return shown === undefined ? "" : termsInWords(shown, words);
}

interface ContractProps {
  contract: Contract;
  mayMove: boolean;
  becomes: Becomes;
  onChange: (becomes: Becomes) => void;
}

function OneContract({ contract, mayMove, becomes, onChange }: ContractProps) {
  const words = useWords();
  const { say } = words;
  const { name } = contract.party;
  const ways = WAYS.filter((way) => way !== "move" || mayMove);
  return (
    <div className={css.contract}>
      <p className={css.who}>
        <strong>{name}</strong> <span className={css.quiet}>{sentenceOf(contract, words)}</span>
      </p>
      <Choice
        aria-label={say("retire.becomesOf", { name })}
        data={ways.map((value) => ({ value, label: say(`retire.becomes.${value}`) }))}
        value={becomes}
        onChange={(value) => onChange((value ?? "go_on") as Becomes)}
      />
    </div>
  );
}

interface ReplacementProps {
  product: Product;
  value: string | null;
  onChange: (product: string | null) => void;
}

function Replacement({ product, value, onChange }: ReplacementProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const others = products.filter((one) => one.status === "active" && one.id !== product.id);
  if (others.length === 0) return null;
  return (
    <Choice
      label={say("retire.replacedBy")}
      description={say("retire.replacedBySays")}
      inputWrapperOrder={["label", "input", "description", "error"]}
      placeholder={say("retire.nothing")}
      data={others.map((one) => ({ value: one.id, label: one.name }))}
      value={value}
      clearable
      mb="md"
      onChange={onChange}
    />
  );
}
