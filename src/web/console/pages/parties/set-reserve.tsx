// Sets or changes a party's rolling reserve: the part, the days, and what that would hold right now beside
// what can be paid out, before and after. Nothing is sent before one presses the button.
//   <SetReserve party={party} reserve={null} onClose={close} />
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "../../../parts/dialog.tsx";
import { RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { formatRate, readRate } from "../../../parts/format-amount.ts";
import { SideBySide } from "../../../parts/side-by-side.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { partyBalancesQuery, type Reserve, reservePreviewQuery, setReserve } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./parties.module.css";

interface Props {
  party: { id: string; name: string };
  reserve: Reserve["reserve"];
  onClose: () => void;
}

const MOST_DAYS = 365;

export function SetReserve({ party, reserve, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm({
    start: {
      rate: reserve === null ? "10" : formatRate(reserve.rate, language).replace(/\s*%$/, ""),
      days: String(reserve?.days ?? 90),
    },
    check: (values) => ({
      rate: rateOf(values.rate) === null ? say("reserve.badRate") : undefined,
      days: daysOf(values.days) === null ? say("reserve.badDays") : undefined,
    }),
    send: (values) =>
      setReserve(ws, party.id, { rate: rateOf(values.rate) ?? "", days: daysOf(values.days) ?? 0 }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws] });
      toast.tell({ says: say("reserve.saved", { name: party.name }) });
      onClose();
    },
  });
  const [wanted] = useDebouncedValue(form.values, 250);
  const rate = rateOf(wanted.rate);
  const days = daysOf(wanted.days);
  return (
    <Dialog title={say("reserve.setTitle", { name: party.name })} onClose={onClose}>
      <Form form={form} act={say("reserve.save")} onLeave={onClose} isUnguarded>
        <p className={css.says}>{say("reserve.says")}</p>
        <FormRow>
          <RateField form={form} name="rate" label={say("reserve.rate")} isFirst />
          <TextField form={form} name="days" label={say("reserve.days")} inputMode="numeric" maxLength={3} />
        </FormRow>
        {rate !== null && days !== null ? <Effect party={party} wanted={{ rate, days }} /> : null}
      </Form>
    </Dialog>
  );
}

/** What can be paid out now, and what could be then; in each currency. */
function Effect({ party, wanted }: Pick<Props, "party"> & { wanted: { rate: string; days: number } }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const now = useQuery(partyBalancesQuery(ws, party.id)).data?.data;
  const then = useQuery({
    ...reservePreviewQuery(ws, party.id, wanted),
    placeholderData: keepPreviousData,
    retry: false,
  }).data?.held;
  if (now === undefined || then === undefined) return null;
  if (then.length === 0) return <p className={css.says}>{say("reserve.nothingYet")}</p>;
  return (
    <>
      {then.map((one) => {
        const before = now.find((each) => each.currency === one.currency);
        return (
          <SideBySide
            key={one.currency}
            says={say("reserve.effect", { currency: one.currency })}
            currency={one.currency}
            rows={[
              {
                key: "available",
                name: say("balance.available"),
                before: before?.available ?? 0,
                after: one.available,
              },
              {
                key: "held",
                name: say("reserve.held"),
                before: one.available + one.held - (before?.available ?? 0),
                after: one.held,
              },
            ]}
          />
        );
      })}
    </>
  );
}

/** As the wire has it; null for none, or nothing at all. */
function rateOf(text: string): string | null {
  const rate = readRate(text);
  return rate === null || Number(rate) === 0 ? null : rate;
}

function daysOf(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= MOST_DAYS ? days : null;
}
