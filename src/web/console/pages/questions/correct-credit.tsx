// Proposes to credit somebody else with a sale, on its page or for a question about it: who, what each party
// gets or gives by it as the engine works it out, and the reason that everybody concerned reads. It posts
// nothing: an approval does.
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { questionsChanged } from "../../../data/questions.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { ChoiceField, LongTextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import {
  type CorrectionPreview,
  type Credited,
  correctionPreviewQuery,
  proposeCorrection,
} from "../../data/credit-corrections.ts";
import { affiliationsQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CorrectionParts } from "./correction-parts.tsx";
import css from "./put-right.module.css";

const NOBODY = "nobody";

interface Props {
  sale: { id: string; product: Named };
  /** Whoever asks for it comes first. */
  asker?: Named;
  question?: string;
  onClose: () => void;
}

interface Named {
  id: string;
  name: string;
}

export function CorrectCredit({ sale: { id: sale, product }, asker, question, onClose }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const form = useForm({
    start: {
      party: asker?.id ?? "",
      reason: say("correction.reasonStart", { product: product.name }),
    },
    check: ({ party, reason }) => ({
      party: party === "" ? say("form.required") : undefined,
      reason: reason.trim() === "" ? say("form.required") : undefined,
    }),
    send: ({ party, reason }) =>
      proposeCorrection(ws, sale, {
        credited: creditedOf(party),
        reason,
        ...(question === undefined ? {} : { question }),
      }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "credit-corrections"] });
      await queries.invalidateQueries({ queryKey: [ws, "adjustments"] });
      await questionsChanged(queries, { side: "producer", id: ws });
      onClose();
    },
  });
  const { party } = form.values;
  const found = useQuery(correctionPreviewQuery(ws, sale, party === "" ? null : creditedOf(party)));
  return (
    <Dialog title={say("correction.title", { product: product.name })} onClose={onClose}>
      <Form
        form={form}
        act={say("correction.act")}
        isReady={found.isSuccess && !found.isPlaceholderData && !isSame(found.data)}
        onLeave={onClose}
        isUnguarded
      >
        <ChoiceField
          form={form}
          name="party"
          label={say("correction.who")}
          hint={say("correction.whoHint")}
          options={useChoices(product, asker)}
        />
        <div className={css.effect} data-late={found.isPlaceholderData || undefined} aria-live="polite">
          {found.isError ? <Problem error={found.error} /> : null}
          {found.isLoading ? <TextSkeleton lines={4} /> : null}
          {found.data && !found.isError ? <Effect preview={found.data} /> : null}
        </div>
        <LongTextField
          form={form}
          name="reason"
          label={say("adjustment.reason")}
          hint={say("correction.reasonHint")}
          rows={2}
        />
      </Form>
    </Dialog>
  );
}

function creditedOf(party: string): Credited {
  return party === NOBODY ? [] : [{ party }];
}

/** Of several, each with its own part, it is another correction. */
function isSame({ was, credited }: CorrectionPreview): boolean {
  if (was.length !== credited.length || was.length > 1) return false;
  return was[0]?.party.id === credited[0]?.party.id;
}

/** Whoever asked first, then who else promotes the product, then nobody. */
function useChoices(product: Named, asker: Named | undefined) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(affiliationsQuery(ws, product.id, 100)).data;
  const others = (found?.pages ?? [])
    .flatMap((page) => page.data)
    .map((one) => one.party)
    .filter((one) => one.id !== asker?.id);
  return [
    ...[...(asker ? [asker] : []), ...others].map(({ id, name }) => ({ value: id, label: name })),
    { value: NOBODY, label: say("correction.nobody") },
  ];
}

function Effect({ preview }: { preview: CorrectionPreview }) {
  const { say, language } = useWords();
  const { was, credited, charges, parts, producer, isAsOfToday } = preview;
  const names = new Intl.ListFormat(language).format(was.map((one) => one.party.name));
  const [now] = credited;
  if (isSame(preview)) {
    const same = was.length === 0 ? say("correction.sameNobody") : say("correction.same", { names });
    return <p className={css.note}>{same}</p>;
  }
  return (
    <>
      <p className={css.note}>
        {was.length === 0 ? say("correction.wasNobody") : say("correction.was", { names })}{" "}
        {now?.rate
          ? say("correction.rate", { name: now.party.name, rate: formatRate(now.rate, language) })
          : null}{" "}
        {charges > 1 ? say("correction.charges", { count: charges - 1 }) : null}
      </p>
      <CorrectionParts parts={parts} producer={producer} />
      {isAsOfToday ? <p className={css.note}>{say("correction.asOfToday")}</p> : null}
    </>
  );
}
