// Issues a period for everybody, or for one party: up to which day, and what that means. Months that are over
// are offered; any other day that is over can be named.
//   <IssuePeriod onClose={close} />;  <IssuePeriod party={party} currency="USD" onClose={close} />
import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { issueStatement, startStatementRun, statementRunsQuery } from "../../../data/statements.ts";
import { addDays, todayIn } from "../../../parts/date-range.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { ChoiceField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useZone } from "../../../parts/when.tsx";
import { monthsBefore, periodName } from "../../../statements/period-name.ts";
import css from "../../../statements/statements.module.css";
import { capital } from "../../../words/capital.ts";
import { useWords } from "../../../words/words.tsx";
import { statementAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  /** Left out: everybody. */
  party?: { id: string; name: string };
  currency?: string;
  onClose: () => void;
}

const MONTHS = 12;
/** No month: a day is chosen. */
const ANOTHER = "day";

export function IssuePeriod({ party, currency = "", onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const today = todayIn(useZone());
  const months = monthsBefore(today, MONTHS);
  const form = useForm({
    start: { month: months[0] ?? ANOTHER, day: addDays(today, -1) },
    check: ({ month, day }) => ({
      day: month === ANOTHER && (day === "" || day >= today) ? say("statement.dayOver") : undefined,
    }),
    send: async ({ month, day }): Promise<string | null> => {
      const until = month === ANOTHER ? day : month;
      if (party !== undefined) return (await issueStatement(ws, { party: party.id, currency, until })).id;
      await startStatementRun(ws, until);
      return null;
    },
    onDone: async (id) => {
      await queries.invalidateQueries({ queryKey: [ws, "statement-runs"] });
      await queries.invalidateQueries({ queryKey: [ws, "statements"] });
      await queries.invalidateQueries({ queryKey: [ws, "statement-draft"] });
      onClose();
      if (id !== null) await navigate({ to: statementAddress(ws, id) });
    },
  });
  const isOther = form.values.month === ANOTHER;
  const options = [
    ...months.map((until) => ({
      value: until,
      label: capital(periodName({ from: `${until.slice(0, 7)}-01`, until }, language), language),
    })),
    { value: ANOTHER, label: say("statement.anotherDay") },
  ];
  const title =
    party === undefined
      ? say("statement.issueTitle")
      : say("statement.issueFor", { name: party.name, currency });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form form={form} act={say("statement.act")} onLeave={onClose} isUnguarded>
        <ChoiceField form={form} name="month" label={say("statement.upTo")} options={options} />
        {isOther ? (
          <TextInput
            type="date"
            label={say("statement.lastDay")}
            error={form.errorOf("day")}
            max={addDays(today, -1)}
            value={form.values.day}
            onChange={(event) => form.set({ day: event.currentTarget.value })}
          />
        ) : null}
        {party === undefined ? <BeforeIt until={isOther ? form.values.day : form.values.month} /> : null}
        <p className={css.quiet}>
          {say(party === undefined ? "statement.issueSays" : "statement.issueForSays", {
            name: party?.name ?? "",
          })}
        </p>
      </Form>
    </Dialog>
  );
}

/** That a run up to this day or a later one was made: it finds only who has none yet. */
function BeforeIt({ until }: { until: string }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const runs = useQuery(statementRunsQuery(ws)).data?.data ?? [];
  const last = runs.find((run) => run.state === "done" && run.until >= until);
  if (last === undefined || until === "") return null;
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return (
    <p role="status">
      {say("statement.issuedBefore", { until: day.format(new Date(`${last.until}T00:00:00Z`)) })}
    </p>
  );
}
