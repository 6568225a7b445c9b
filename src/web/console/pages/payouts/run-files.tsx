// The files of a run for the bank: download, always the same bytes; and, where the bank answers nothing, the
// word that it carried a file out. It never says so before the file was taken.
//   <RunFiles run={run} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { fileAddress, type PayoutRun, settleFile } from "../../../data/payouts.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { payoutsAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

type File = PayoutRun["files"][number];

export function RunFiles({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  if (run.files.length === 0) return <p className={css.quiet}>{say("payout.noFiles")}</p>;
  return (
    <Section title={say("payout.files")}>
      <p className={css.quiet}>{say("payout.filesSay")}</p>
      <ul className={css.files}>
        {run.files.map((file) => (
          <li key={file.name}>
            <div className={css.fileName}>
              <span>
                {say("payout.sum", { count: file.count, rail: say(`payout.rail.${file.rail}`) })} ·{" "}
                <Money amount={file.amount} currency={file.currency} />
              </span>
              <span className={css.quiet}>
                {file.name}
                {file.takenAt ? (
                  <>
                    {" · "}
                    {say("payout.taken")} <When at={file.takenAt} />
                  </>
                ) : null}
              </span>
              {file.rail === "pix" ? <span className={css.quiet}>{say("payout.pixFile")}</span> : null}
            </div>
            {may("sales") ? <FileActs run={run} file={file} /> : null}
          </li>
        ))}
      </ul>
      {run.state === "paying" && run.files.some((file) => file.takenAt !== null) ? (
        <p className={css.quiet}>
          {say("payout.answerSays")} <Link to={payoutsAddress(ws)}>{say("payout.answerWhere")}</Link>
        </p>
      ) : null}
    </Section>
  );
}

function FileActs({ run, file }: { run: PayoutRun; file: File }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const settle = useMutation({
    mutationFn: () => settleFile(ws, run.id, file.name),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: [ws] });
    },
  });
  const amount = amountText(file.amount, file.currency, language);
  // The browser takes the file by itself; what it changes here is looked up a moment later.
  const taken = () => setTimeout(() => void queries.invalidateQueries({ queryKey: [ws, "payouts"] }), 1500);
  return (
    <div className={css.acts}>
      {file.takenAt !== null && run.state === "paying" ? (
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {say("payout.settle")}
        </Button>
      ) : null}
      <Button
        component="a"
        href={fileAddress(ws, run.id, file.name)}
        download={file.name}
        variant={file.takenAt === null ? "filled" : "default"}
        leftSection={<Icon name="download" size={16} />}
        onClick={taken}
      >
        {say("payout.download")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("payout.settleTitle", { name: file.name })}
        act={say("payout.settleAct", { amount })}
        final={say("payout.settleFinal")}
        isWorking={settle.isPending}
        onConfirm={() => settle.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{say("payout.settleBody")}</p>
        {settle.error ? <Problem error={settle.error} /> : null}
      </Confirm>
    </div>
  );
}
