// An address that leads nowhere, or a page that broke: said plainly, with a way on.
// It never shows a stack.
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Empty } from "../../parts/empty.tsx";
import { Problem } from "../../parts/problem.tsx";
import { isProblem } from "../../parts/problem-facts.ts";
import { useWords } from "../../words/words.tsx";

export function Failed({ error }: { error: unknown }) {
  return isProblem(error) && error.status === 404 ? <Lost /> : <Broken error={error} />;
}

function Broken({ error }: { error: unknown }) {
  return (
    <main style={{ maxWidth: "34rem", margin: "20vh auto 0", padding: "0 1rem" }}>
      <Problem error={error} onRetry={() => location.reload()} />
    </main>
  );
}

export function Lost() {
  const { say } = useWords();
  return (
    <main style={{ paddingTop: "12vh" }}>
      <Empty
        title={say("lost.title")}
        says={say("lost.says")}
        action={
          <Button component={Link} to="/" variant="default">
            {say("lost.home")}
          </Button>
        }
      />
    </main>
  );
}
