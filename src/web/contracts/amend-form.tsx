// Proposes other terms of a contract, from either side: what is in force is in the fields, a worked example
// moves with what is typed, and nothing changes until the other side accepts.
//   <AmendForm who={…} story={story} place={…} leaveTo="/…" onSent={(proposal) => …} />
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type ContractStory,
  contractsChanged,
  type Looker,
  type Proposal,
  previewAmendment,
  proposeAmendment,
  type TermsOfUse,
  termsOfUseQuery,
} from "../data/contracts.ts";
import { Form, FormPart } from "../parts/form.tsx";
import { problemText } from "../parts/problem.tsx";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import css from "./amend-form.module.css";
import { readyClauses, type TermsPlace } from "./clause-values.ts";
import { DraftImpact } from "./impact-section.tsx";
import { SignFields } from "./sign-fields.tsx";
import { TermsFields } from "./terms-fields.tsx";
import { checkTerms, EMPTY_TERMS, type TermsValues, termsOf, valuesOf } from "./terms-values.ts";
import { aboutOf, type TouchedPlaces } from "./touched.tsx";
import { WorkedExample } from "./worked-example.tsx";
import { WorstCases } from "./worst-cases.tsx";

interface Props {
  who: Looker;
  story: ContractStory;
  place: TermsPlace;
  leaveTo: string;
  onSent: (proposal: Proposal) => void;
  touchedPlaces: TouchedPlaces;
}

export function AmendForm(props: Props) {
  const use = useQuery(termsOfUseQuery).data;
  return use ? <Fields {...props} use={use} /> : null;
}

function Fields({ who, story, place, leaveTo, onSent, touchedPlaces, use }: Props & { use: TermsOfUse }) {
  const words = useWords();
  const { say, language } = words;
  const queries = useQueryClient();
  const version = story.versions.find((one) => one.version === story.current) ?? story.versions.at(-1);
  const form = useForm<TermsValues, Proposal>({
    start: version ? valuesOf(version, place, language) : EMPTY_TERMS,
    check: (values) => checkTerms(values, place, words),
    send: (values) =>
      proposeAmendment(who, story.id, {
        ...termsOf(values, place, language),
        message: values.message,
        language: language === "pt-BR" ? "pt-BR" : "en",
        termsOfUse: use.version,
      }),
    onDone: async (proposal) => {
      await contractsChanged(queries, who);
      onSent(proposal);
    },
  });
  return (
    <div className={css.beside}>
      <Form form={form} act={say("agree.amendSend", { product: story.product.name })} leaveTo={leaveTo}>
        <TermsFields form={form} place={place} />
        <FormPart title={say("agree.part.send")} says={say("agree.part.sendSays")}>
          <SignFields form={form} use={use} />
        </FormPart>
      </Form>
      <LiveExample {...{ who, story, place, touchedPlaces }} values={form.values} />
    </div>
  );
}

interface LiveProps {
  who: Looker;
  story: ContractStory;
  values: TermsValues;
  place: TermsPlace;
  touchedPlaces: TouchedPlaces;
}

function LiveExample({ who, story, values, place, touchedPlaces }: LiveProps) {
  const words = useWords();
  const { say, language } = words;
  const { share, base, scope, mayBeAffiliate, maxAffiliateRate } = termsOf(values, place, language);
  const clauses = readyClauses(values, place, words);
  const isReady = clauses.some(({ kind }) => kind === "tiers") || share !== undefined;
  const typed = JSON.stringify({ share, base, scope, mayBeAffiliate, maxAffiliateRate, clauses });
  const [terms] = useDebouncedValue(typed, 250);
  const found = useQuery({
    queryKey: [who.id, "contracts", story.id, "example", terms],
    queryFn: () => previewAmendment(who, story.id, story.product.id, JSON.parse(terms)),
    enabled: isReady,
    placeholderData: (old) => old,
    retry: false,
  });
  const example = found.data?.example;
  return (
    <aside className={css.live} aria-label={say("agree.example")}>
      <h2 className={css.title}>{say("agree.example")}</h2>
      {found.isError ? <p className={css.wrong}>{problemText(found.error, words)}</p> : null}
      {example ? <WorkedExample example={example} you={story.party.name} /> : null}
      {found.data && isReady ? (
        <WorstCases
          warnings={found.data.warnings}
          you={story.party.name}
          isProducer={who.side === "producer"}
        />
      ) : null}
      {!isReady ? <p className={css.wrong}>{say("agree.exampleWaits")}</p> : null}
      <DraftImpact
        who={who}
        contract={story.id}
        about={aboutOf(story)}
        terms={isReady ? JSON.parse(typed) : undefined}
        leadsTo={touchedPlaces}
      />
    </aside>
  );
}
