// What can be changed of a connected source: who pays the parties there (said, not chosen), how long a charge
// waits for its fee, the API key, the connection itself, and stopping it. Each act says what follows.
//   <SourceSettings source={stripe} />
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CopyField } from "../../../parts/copy.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { connectSourceAddress } from "../../addresses.ts";
import { changeSource, connectionQuery, type Source } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./connect-source.module.css";
import { Disconnect } from "./disconnect-source.tsx";
import { FeeSettings } from "./fee-settings.tsx";
import { FirstMessage } from "./first-message.tsx";
import { NewAddress } from "./new-address.tsx";
import { SecretForm } from "./secret-form.tsx";

export function SourceSettings({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { name, title } = source;
  const connection = useQuery(connectionQuery(ws, name, false));
  const found = connection.data;
  return (
    <>
      <Section title={say("source.payer")}>
        <p>{say(source.paysParties ? "source.payerThere" : "source.payerHere", { title })}</p>
      </Section>
      {name === "stripe" ? (
        <Section title={say("source.fees")}>
          <FeeSettings source={source} />
        </Section>
      ) : null}
      <Section
        title={say("source.connection")}
        aside={<Link to={connectSourceAddress(ws, name)}>{say("source.toSteps")}</Link>}
      >
        {connection.isError ? <Problem error={connection.error} /> : null}
        {found ? (
          <div className={css.body}>
            {found.address ? (
              <CopyField label={say("connect.addressOf", { title })} value={found.address} />
            ) : null}
            <NewAddress source={found} />
            <SecretForm key={String(found.hasSecret)} source={found} />
            {found.hasSecret ? <FirstMessage source={found} /> : null}
          </div>
        ) : null}
      </Section>
      <Section title={say("source.stop")}>
        <div className={css.body}>
          <Pause source={source} />
          <Disconnect source={source} />
        </div>
      </Section>
    </>
  );
}

function Pause({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const isPaused = source.state === "paused";
  const turn = useMutation({
    mutationFn: (state: "active" | "paused") => changeSource(ws, source.name, { state }),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: [ws, "sources"] });
      const key = saved.state === "paused" ? "source.nowPaused" : "source.nowActive";
      toast.tell({ says: say(key, { title: source.title }) });
    },
  });
  return (
    <div>
      <p className={css.note}>{say(isPaused ? "source.resumeSays" : "source.pauseSays")}</p>
      {turn.error ? <Problem error={turn.error} /> : null}
      <Button
        mt="xs"
        variant="default"
        loading={turn.isPending}
        onClick={() => turn.mutate(isPaused ? "active" : "paused")}
      >
        {say(isPaused ? "source.resume" : "source.pause", { title: source.title })}
      </Button>
    </div>
  );
}
