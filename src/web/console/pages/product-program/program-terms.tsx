// The terms of use that affiliates accept, in the version in force; a new text is a new version, that those
// who promote already are asked to accept; who has not is counted, and can be reminded once a day.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Program, remindOfTerms } from "../../../data/programs.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useNarrow } from "../../../parts/use-filters.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./program.module.css";

const WriteTerms = later(() => import("./write-terms.tsx"), "WriteTerms");

interface Props {
  product: Product;
  program: Program;
  mayChange: boolean;
}

export function ProgramTerms({ product, program, mayChange }: Props) {
  const { say, show } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { terms } = program;
  const change = mayChange ? (
    <Button size="xs" variant="default" onClick={() => setOpen(true)}>
      {say(terms === null ? "programTab.termsWrite" : "programTab.termsChange")}
    </Button>
  ) : null;
  return (
    <Section title={say("program.terms")} aside={terms === null ? null : change}>
      {terms === null ? (
        <Empty title={say("programTab.termsNone")} says={say("program.termsHint")} action={change} />
      ) : (
        <>
          <p className={css.under}>
            {show("programTab.termsVersion", {
              version: terms.version,
              at: <When at={terms.createdAt} show="day" />,
            })}
          </p>
          <NotAccepted product={product} program={program} mayChange={mayChange} />
          <p className={css.terms}>{terms.text}</p>
        </>
      )}
      {isOpen ? (
        <Dialog title={say("program.terms")} size="lg" onClose={() => setOpen(false)}>
          <WriteTerms product={product} text={terms?.text ?? ""} onClose={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </Section>
  );
}

/** How many have not accepted the version in force, the way to them, and a reminder. */
function NotAccepted({ product, program, mayChange }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const narrow = useNarrow();
  const queries = useQueryClient();
  const toast = useToast();
  const { withoutTerms: count, approved, suspended } = program.counts;
  const remind = useMutation({
    mutationFn: () => remindOfTerms(ws, product.id),
    onSuccess: async (told) => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("programTab.termsReminded", { count: told.count }) });
    },
  });
  if (approved + suspended === 0) return null;
  if (count === 0) return <p className={css.under}>{say("programTab.termsByAll")}</p>;
  return (
    <>
      <div className={css.waits}>
        <Status tone="pending">{say("programTab.termsNotBy", { count, all: approved + suspended })}</Status>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => narrow({ terms: "missing", state: undefined, q: undefined })}
        >
          {say("programTab.termsSeeWho")}
        </Button>
        {mayChange ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={remind.isPending}
            onClick={() => remind.mutate()}
          >
            {say("programTab.termsRemind")}
          </Button>
        ) : null}
      </div>
      {remind.isError ? <Problem error={remind.error} /> : null}
    </>
  );
}
