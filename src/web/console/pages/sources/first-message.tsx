// The moment of truth of a connection: waiting for the first message, or it came, or it came and its
// signature does not fit. Looks again by itself. The test message is ours: it shows that this end works, and
// says so.
//   <FirstMessage source={stripe} />
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type ConnectedSource, sendTest } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./connect-source.module.css";

export function FirstMessage({ source }: { source: ConnectedSource }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const test = useMutation({ mutationFn: () => sendTest(ws, source.name) });
  const { lastReceivedAt, turnedAway, title, name } = source;
  const isWrong = turnedAway.count > 0;
  const tone = isWrong ? "taken" : lastReceivedAt ? "good" : "pending";
  return (
    <>
      <div className={css.live} data-tone={tone} role="status">
        <span className={css.liveSays}>
          {isWrong ? (
            <Status tone="taken">
              {say("connect.turnedAway", { count: turnedAway.count, title })}{" "}
              {say(`connect.turnedAwayHelp.${name}`)}
            </Status>
          ) : lastReceivedAt ? (
            <Status tone="good">
              <span>
                {say("connect.came", { title })} <When at={lastReceivedAt} />
              </span>
            </Status>
          ) : (
            <Status tone="pending">{say("connect.waiting")}</Status>
          )}
        </span>
      </div>
      {lastReceivedAt && !isWrong ? null : <p className={css.note}>{say(`connect.howToSend.${name}`)}</p>}
      <div className={css.acts}>
        <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {say("connect.test")}
        </Button>
        <span className={css.note} role="status">
          {test.isSuccess ? say("connect.testDone", { title }) : say("connect.testSays")}
        </span>
      </div>
      {test.error ? <Problem error={test.error} /> : null}
    </>
  );
}
