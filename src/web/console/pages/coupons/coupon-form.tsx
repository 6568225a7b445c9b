// Makes a coupon for an affiliate, or changes one: what it takes off, limits, last day, stacking, state. The
// code and whose it is are chosen once. Ending one says what follows, before the button.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { AnyCoupon, Coupon } from "../../../data/attribution.ts";
import { changeCoupon, couponsChanged, makeCoupon } from "../../../data/attribution.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { AmountField, CheckField, ChoiceField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { readRate } from "../../../parts/format-amount.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useBegun } from "../../../parts/use-begun.ts";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { approvedQuery } from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { type CouponValues, checkCoupon, discountOf, startOf, termOf } from "./coupon-values.ts";

interface Props {
  coupon: AnyCoupon | null;
  products: readonly { value: string; label: string }[];
  start: string;
  onClose: () => void;
}

export function CouponForm({ coupon, products, start, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const currency = useQuery(workspaceQuery(ws)).data?.currency ?? "USD";
  const begun = useBegun(coupon);
  const form = useForm<CouponValues, Coupon>({
    start: startOf(begun, start, currency, language),
    check: (values) => checkCoupon(values, coupon === null, currency, { say, language }),
    paths: { percent: "discount.rate", amount: "discount.amount", endsOn: "endsAt" },
    send: (values) => {
      const rate = readRate(values.percent) ?? "0";
      const amount = readAmount(values.amount, currency, language) ?? 0;
      const terms = { ...termOf(values), discount: discountOf(values, rate, amount, currency) };
      if (begun === null) {
        return makeCoupon(ws, { affiliation: values.affiliation, code: values.code.trim(), ...terms });
      }
      return changeCoupon(ws, begun.id, { ...terms, state: values.state, basedOn: begun.version });
    },
    onDone: async (kept) => {
      await couponsChanged(queries, ws);
      toast.tell({ says: say(coupon === null ? "coupon.made" : "coupon.kept", { code: kept.code }) });
      onClose();
    },
  });
  const code = coupon?.code ?? form.values.code.trim();
  const act =
    coupon !== null
      ? say("coupon.saveOne", { code })
      : code
        ? say("coupon.makeFor", { code })
        : say("coupon.make");
  return (
    <Dialog
      title={coupon === null ? say("coupon.make") : say("coupon.changeTitle", { code: coupon.code })}
      size="lg"
      onClose={onClose}
    >
      <Form form={form} act={act} onLeave={onClose} isUnguarded>
        {coupon === null ? <Whose form={form} products={products} /> : null}
        <Discount form={form} currency={currency} />
        <FormRow>
          <TextField
            form={form}
            name="mostUses"
            label={say("coupon.mostUses")}
            hint={say("coupon.mostUsesHint")}
            inputMode="numeric"
            isOptional
          />
          <TextField
            form={form}
            name="endsOn"
            type="date"
            label={say("coupon.endsOn")}
            hint={say("coupon.endsOnHint")}
            isOptional
          />
        </FormRow>
        <CheckField form={form} name="stacks" label={say("coupon.stacks")} />
        {coupon === null ? null : <State form={form} code={coupon.code} />}
      </Form>
    </Dialog>
  );
}

function Whose({ form, products }: { form: FormState<CouponValues>; products: Props["products"] }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { product } = form.values;
  const found = useQuery({ ...approvedQuery(ws, product), enabled: product !== "" });
  const affiliates = (found.data ?? []).map((one) => ({ value: one.id, label: one.party.name }));
  return (
    <>
      <ChoiceField
        form={{
          ...form,
          set: (some) => form.set(some.product === undefined ? some : { ...some, affiliation: "" }),
        }}
        name="product"
        label={say("word.product")}
        options={products}
        isSearchable
      />
      {product !== "" && found.isSuccess && affiliates.length === 0 ? (
        <p role="status">{say("coupon.noAffiliates")}</p>
      ) : null}
      <FormRow>
        <ChoiceField
          form={form}
          name="affiliation"
          label={say("coupon.affiliate")}
          options={affiliates}
          isSearchable
        />
        <TextField
          form={form}
          name="code"
          label={say("coupon.code")}
          hint={say("coupon.codeHint")}
          maxLength={64}
        />
      </FormRow>
    </>
  );
}

function Discount({ form, currency }: { form: FormState<CouponValues>; currency: string }) {
  const { say } = useWords();
  const { discount } = form.values;
  return (
    <FormRow>
      <ChoiceField
        form={form}
        name="discount"
        label={say("coupon.discount")}
        hint={say("coupon.discountHint")}
        options={[
          { value: "none", label: say("coupon.discountNone") },
          { value: "percent", label: say("coupon.discountPercent") },
          { value: "fixed", label: say("coupon.discountFixed") },
        ]}
      />
      {discount === "percent" ? <RateField form={form} name="percent" label={say("coupon.percent")} /> : null}
      {discount === "fixed" ? (
        <AmountField form={form} name="amount" label={say("coupon.amount")} currency={currency} />
      ) : null}
    </FormRow>
  );
}

function State({ form, code }: { form: FormState<CouponValues>; code: string }) {
  const { say } = useWords();
  return (
    <>
      <ChoiceField
        form={form}
        name="state"
        label={say("coupon.state")}
        options={(["active", "paused", "ended"] as const).map((value) => ({
          value,
          label: say(`coupon.state.${value}`),
        }))}
      />
      {form.values.state === "ended" ? <p role="status">{say("coupon.endSays", { code })}</p> : null}
    </>
  );
}
