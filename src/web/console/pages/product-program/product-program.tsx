// The affiliate programme of a product: what it promises and to whom it is open, who asks to join, the rates
// and which one applies, who promotes it, who was invited, what is shared. A product without one says what it
// would bring, and opens it in one step.
//   /w/ws_…/products/product_…?tab=affiliates
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../../../data/contracts.ts";
import { type Program, programQuery } from "../../../data/programs.ts";
import { CopyField } from "../../../parts/copy.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { AffiliateInvitations } from "../../../programs/invitations.tsx";
import { Materials } from "../../../programs/materials.tsx";
import { RulesList } from "../../../programs/rules-in-words.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ProductAffiliates } from "./product-affiliates.tsx";
import css from "./program.module.css";
import { ProgramApplicants } from "./program-applicants.tsx";
import { ProgramManagers } from "./program-managers.tsx";
import { ProgramRates } from "./program-rates.tsx";
import { ProgramTerms } from "./program-terms.tsx";

interface Editing {
  product: Product;
  onClose: () => void;
}

const ChangeProgram = later<"ChangeProgram", { program: Program } & Editing>(
  () => import("./program-form.tsx"),
  "ChangeProgram",
);
const OpenProgram = later<"OpenProgram", Editing>(() => import("./program-form.tsx"), "OpenProgram");

export function ProductProgram({ product }: { product: Product }) {
  const { ws, may } = useWorkspace();
  const found = useQuery(programQuery(ws, product.id));
  const mayChange = may("products");
  const who: Looker = { side: "producer", id: ws };
  if (found.isPending) return <TextSkeleton lines={8} />;
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const program = found.data;
  if (program === null) {
    return (
      <>
        <NoProgram product={product} mayOpen={mayChange} />
        <ProductAffiliates product={product} program={null} />
      </>
    );
  }
  return (
    <>
      <Settings product={product} program={program} mayChange={mayChange} />
      <ProgramApplicants product={product} mayDecide={mayChange} />
      <ProductAffiliates product={product} program={program} />
      <ProgramRates product={product} mayChange={mayChange} />
      <ProgramManagers product={product} />
      <AffiliateInvitations who={who} product={product} mayInvite={mayChange} />
      <ProgramTerms product={product} program={program} mayChange={mayChange} />
      <Materials who={who} product={product.id} mayShare={mayChange} />
    </>
  );
}

function NoProgram({ product, mayOpen }: { product: Product; mayOpen: boolean }) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Section title={say("programTab.title")}>
      <Empty
        title={say("programTab.none")}
        says={say("programTab.noneSays")}
        action={mayOpen ? <Button onClick={() => setOpen(true)}>{say("programTab.open")}</Button> : null}
      />
      {isOpen ? (
        <Dialog title={say("programTab.openTitle", { product: product.name })} size="lg" onClose={close}>
          <OpenProgram product={product} onClose={close} />
        </Dialog>
      ) : null}
    </Section>
  );
}

function Settings({
  product,
  program,
  mayChange,
}: {
  product: Product;
  program: Program;
  mayChange: boolean;
}) {
  const { say, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const { state, access, rate, rules, next, page } = program;
  const first = [
    [
      say("word.state"),
      <Status key="state" tone={state === "open" ? "good" : "quiet"}>
        {say(`program.state.${state}`)}
      </Status>,
    ],
    [say("program.access"), say(`program.access.${access}`)],
    [say("program.rateAll"), rate === null ? "–" : formatRate(rate, language)],
    [
      say("program.coproducers"),
      say(rules.coproducersMay ? "program.coproducers.yes" : "program.coproducers.no"),
    ],
  ] as const;
  const change = mayChange ? (
    <Button size="xs" variant="default" onClick={() => setOpen(true)}>
      {say("programTab.change")}
    </Button>
  ) : null;
  return (
    <Section title={say("programTab.title")} aside={change}>
      <div className={css.page}>
        <CopyField label={say("programTab.page")} value={page} hint={say("programTab.pageSays")} />
      </div>
      <RulesList rules={rules} next={next} first={first} />
      {isOpen ? (
        <Dialog title={say("programTab.changeTitle", { product: product.name })} size="lg" onClose={close}>
          <ChangeProgram product={product} program={program} onClose={close} />
        </Dialog>
      ) : null}
    </Section>
  );
}
