// One product that this party promotes or could promote: what it earns and why, the rules as they are kept,
// the terms of use, materials; and the one thing to do: apply, accept new terms, or make a link.
//   /partner/party_…/promote/product_…

import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { acceptTerms, type OwnProgram, ownProgramsQuery } from "../../../data/programs.ts";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { CopyField } from "../../../parts/copy.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FactsSkeleton, TextSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import { Materials } from "../../../programs/materials.tsx";
import css from "../../../programs/programs.module.css";
import { RulesList } from "../../../programs/rules-in-words.tsx";
import { useWords } from "../../../words/words.tsx";
import { linksAddress, promoteAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import { ApplyForm } from "./apply-form.tsx";
import own from "./promote.module.css";
import { PromoteState } from "./promote-state.tsx";

export function PromoteProduct() {
  const { say } = useWords();
  const { party, mayAccept } = useParty();
  const { product = "" } = useParams({ strict: false }) as { product?: string };
  const found = useQuery(ownProgramsQuery(party));
  const program = found.data?.data.find((one) => one.product.id === product);
  return (
    <Page
      title={program?.product.name ?? say("promote.title")}
      lead={
        program ? <PromoteState program={program} /> : found.isPending ? <TextSkeleton lines={1} /> : null
      }
      back={{ to: promoteAddress(party), name: say("promote.title") }}
      action={program && mayAccept ? <MainAct party={party} program={program} /> : null}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Awaited /> : null}
      {found.isSuccess && program === undefined ? (
        <Empty title={say("promote.gone")} says={say("promote.goneSays")} />
      ) : null}
      {program ? <Shown party={party} program={program} /> : null}
    </Page>
  );
}

/** The rooms of what comes: what is said of the product, and its rules. */
function Awaited() {
  const { say } = useWords();
  return (
    <>
      <TextSkeleton lines={2} />
      <Section title={say("promote.rules")}>
        <div className={own.rules}>
          <FactsSkeleton count={6} />
        </div>
      </Section>
    </>
  );
}

function mayApply({ affiliation, state, bar }: OwnProgram): boolean {
  return state === "open" && bar === null && (affiliation === null || affiliation.state === "refused");
}

/** Apply, accept the newer terms, or make a link; nothing where there is nothing to do. */
function MainAct({ party, program }: { party: string; program: OwnProgram }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const { affiliation, terms, product } = program;
  const accept = useMutation({
    ...tellFailure,
    mutationFn: () => acceptTerms(party, affiliation?.id ?? "", terms?.version ?? 0),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ownProgramsQuery(party).queryKey });
      toast.tell({ says: say("promote.accepted") });
    },
  });
  if (mayApply(program)) {
    return (
      <>
        <Button onClick={() => setOpen(true)}>{say("promote.apply", { product: product.name })}</Button>
        {isOpen ? (
          <Dialog
            title={say("promote.apply", { product: product.name })}
            size="lg"
            onClose={() => setOpen(false)}
          >
            <ApplyForm party={party} program={program} onClose={() => setOpen(false)} />
          </Dialog>
        ) : null}
      </>
    );
  }
  if (affiliation?.state === "approved" && !hasNewTerms(program)) {
    return (
      <Button
        component={Link}
        to={`${linksAddress(party)}?make=${affiliation.id}`}
        leftSection={<Icon name="plus" />}
      >
        {say("links.make")}
      </Button>
    );
  }
  if (!hasNewTerms(program)) return null;
  return (
    <Button loading={accept.isPending} onClick={() => accept.mutate()}>
      {say("promote.acceptTerms", { version: terms?.version ?? 0 })}
    </Button>
  );
}

function hasNewTerms({ affiliation, terms }: OwnProgram): boolean {
  const isIn = affiliation?.state === "approved" || affiliation?.state === "suspended";
  return isIn && terms !== null && affiliation?.acceptedTerms !== terms.version;
}

function Shown({ party, program }: { party: string; program: OwnProgram }) {
  const { say, show, language } = useWords();
  const { affiliation, rules, next, rate, rateBy, nextRate, terms, bar, about, product } = program;
  const isIn = affiliation?.state === "approved" || affiliation?.state === "suspended";
  const earned = (
    <span key="rate">
      <span className={own.rate}>{rate === null ? "–" : formatRate(rate, language)}</span>
      {rateBy ? <span className={own.under}>{say(`promote.by.${rateBy}`)}</span> : null}
      {nextRate ? (
        <span className={own.under}>
          {show("program.from", {
            at: <When at={nextRate.starts} />,
            next: formatRate(nextRate.rate, language),
          })}
        </span>
      ) : null}
    </span>
  );
  const first = [
    [say("promote.rate"), earned],
    ...(affiliation?.recruitedBy
      ? ([[say("affiliates.recruitedBy"), affiliation.recruitedBy.name]] as const)
      : []),
  ] as const;
  return (
    <>
      {bar ? <p className={own.note}>{say(`promote.bar.${bar}`)}</p> : null}
      {affiliation?.reason ? (
        <p className={own.note}>{say("promote.reason", { reason: affiliation.reason })}</p>
      ) : null}
      {hasNewTerms(program) ? <p className={own.note}>{say("promote.newTerms")}</p> : null}
      {about ? <p className={`${css.note} ${own.about}`}>{about}</p> : null}
      {affiliation && isIn ? (
        <CopyField label={say("promote.code")} value={affiliation.code} hint={say("promote.codeHint")} />
      ) : null}
      <Section title={say("promote.rules")}>
        <div className={own.rules}>
          <RulesList rules={rules} next={next} first={first} />
        </div>
      </Section>
      {isIn ? <Materials who={{ side: "party", id: party }} product={product.id} /> : null}
      {terms ? (
        <Section title={say("program.terms")}>
          <p className={css.quiet}>
            {affiliation?.acceptedTerms === terms.version
              ? say("promote.termsAccepted", { version: terms.version })
              : say("promote.termsVersion", { version: terms.version })}
          </p>
          <p className={css.terms}>{terms.text}</p>
        </Section>
      ) : null}
    </>
  );
}
