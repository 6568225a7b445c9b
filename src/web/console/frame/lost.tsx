// An address that leads nowhere, or a page that broke: said plainly, with a way on.
// It never shows a stack.
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Empty } from "../../parts/empty.tsx";
import { Problem } from "../../parts/problem.tsx";
import { isProblem } from "../../parts/problem-facts.ts";
import { useWords } from "../../words/words.tsx";
import { useWorkspace } from "./use-workspace.ts";

export function Failed({ error }: { error: unknown }) {
  return isProblem(error) && error.status === 404 ? <LostPage isAlone /> : <Broken error={error} />;
}

function Broken({ error }: { error: unknown }) {
  const { say } = useWords();
  return (
    <main style={{ maxWidth: "34rem", margin: "20vh auto 0", padding: "0 1rem" }}>
      <h1 className="only-read">{say("lost.broken")}</h1>
      <Problem error={error} onRetry={() => location.reload()} />
    </main>
  );
}

export function Lost() {
  return <LostPage isAlone={false} />;
}

/** Of a business that one is no member of, or no longer. */
export function NotYours() {
  return <LostPage isAlone />;
}

/** Inside a workspace its frame is the page's main part already. */
function LostPage({ isAlone }: { isAlone: boolean }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const title = say("lost.title");
  useEffect(() => {
    document.title = `${title} · Partage`;
  }, [title]);
  const Part = isAlone || ws === "" ? "main" : "div";
  return (
    <Part style={{ paddingTop: "12vh" }}>
      <h1 className="only-read">{title}</h1>
      <Empty
        title={title}
        says={say("lost.says")}
        action={
          <Button component={Link} to="/" variant="default">
            {say("lost.home")}
          </Button>
        }
      />
    </Part>
  );
}
