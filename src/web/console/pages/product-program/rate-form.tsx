// Gives affiliates a rate: everybody or one, on every offer or on one, at once or from a day on. Says before
// it is sent from when it holds, whom it concerns and which contracts allow for less.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type NewCommission, previewRate, setRate } from "../../../data/programs.ts";
import { ChoiceField } from "../../../parts/choice-field.tsx";
import { RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { formatRate, readRate } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { offersQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./program.module.css";
import { promotingQuery } from "./promoting.ts";

interface Values {
  party: string;
  offer: string;
  rate: string;
  starts: string;
  ends: string;
}

const at = (day: string) => new Date(`${day}T00:00:00`).toISOString();
/** From today on means at once: midnight has passed. */
const isAhead = (day: string) => day !== "" && Date.parse(at(day)) > Date.now();

function bodyOf({ party, offer, rate, starts, ends }: Values): NewCommission | null {
  const read = readRate(rate);
  if (read === null) return null;
  return {
    ...{ party: party || null, offer: offer || null, rate: read },
    ...(isAhead(starts) ? { starts: at(starts) } : {}),
    ...(ends ? { ends: at(ends) } : {}),
  };
}

export function RateForm({ product, onClose }: { product: Product; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const offers = useQuery(offersQuery(ws, product.id)).data?.data ?? [];
  const affiliates = useQuery(promotingQuery(ws, product.id)).data ?? [];
  const form = useForm<Values, unknown>({
    start: { party: "", offer: "", rate: "", starts: "", ends: "" },
    check: ({ rate, starts, ends }) => ({
      rate: readRate(rate) === null ? say("form.badRate") : undefined,
      ends: starts && ends && ends <= starts ? say("rates.badEnd") : undefined,
    }),
    send: (values) => setRate(ws, product.id, bodyOf(values) as NewCommission),
    onDone: async () => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("rates.saved") });
      onClose();
    },
  });
  return (
    <Form form={form} act={say("rates.save")} onLeave={onClose} isUnguarded>
      <FormRow>
        <ChoiceField
          form={form}
          name="party"
          label={say("rates.whom")}
          placeholder={say("rates.everybody")}
          options={affiliates.map((one) => ({ value: one.party.id, label: one.party.name }))}
          isSearchable
          isOptional
        />
        <ChoiceField
          form={form}
          name="offer"
          label={say("word.offer")}
          placeholder={say("rates.everyOffer")}
          options={offers.map((one) => ({ value: one.id, label: one.name }))}
          isOptional
        />
      </FormRow>
      <RateField form={form} name="rate" label={say("affiliates.rate")} />
      <FormRow>
        <TextField
          form={form}
          name="starts"
          type="date"
          label={say("rates.from")}
          hint={say("rates.fromHint")}
          isOptional
        />
        <TextField form={form} name="ends" type="date" label={say("rates.until")} isOptional />
      </FormRow>
      <Draft product={product} body={bodyOf(form.values)} />
    </Form>
  );
}

function Draft({ product, body }: { product: Product; body: NewCommission | null }) {
  const { say, show, language } = useWords();
  const { ws } = useWorkspace();
  const found = useQuery({
    queryKey: [ws, "product", product.id, "commission-draft", body],
    queryFn: ({ signal }) => previewRate(ws, product.id, body as NewCommission, signal),
    enabled: body !== null,
    retry: false,
  });
  if (found.isError) return <Problem error={found.error} />;
  const draft = found.data;
  if (body === null || draft === undefined) return null;
  const tooEarly =
    body.starts !== undefined && body.starts !== null && Date.parse(body.starts) < Date.parse(draft.starts);
  return (
    <div className={css.draft} role="status">
      <p className={css.answer}>
        {show(draft.cut > 0 ? "rates.cutFrom" : "rates.holdsFrom", {
          at: <When at={draft.starts} />,
          count: draft.cut,
        })}
      </p>
      {tooEarly ? <p className={css.answer}>{say("rates.tooEarly")}</p> : null}
      <p className={css.under}>{say("rates.concerned", { count: draft.concerned })}</p>
      {draft.unreachable > 0 ? (
        <p className={css.answer}>{say("rates.unreachable", { count: draft.unreachable })}</p>
      ) : null}
      {draft.above.map((one) => (
        <p key={one.contract} className={css.under}>
          {say("rates.above", {
            name: one.party.name,
            most: formatRate(one.maxAffiliateRate, language),
          })}
        </p>
      ))}
    </div>
  );
}
