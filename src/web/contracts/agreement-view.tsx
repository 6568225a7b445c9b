// What both sides agreed to, as it was frozen: parties, terms, a worked example, who proposed and who
// accepted, and the SHA-256 of it all. Reads well on paper. It never renders anew from later names or terms.
//   <AgreementView who={…} contract="contract_…" version={1} />
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import {
  type Agreement,
  agreementFile,
  agreementQuery,
  feesAgreementFile,
  feesAgreementQuery,
  type Looker,
  type TermsExample,
} from "../data/contracts.ts";
import { CopyField } from "../parts/copy.tsx";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icons.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { isProblem } from "../parts/problem-facts.ts";
import { TextSkeleton } from "../parts/skeletons.tsx";
import { When } from "../parts/when.tsx";
import { languageName } from "../words/languages.ts";
import { useWords } from "../words/words.tsx";
import css from "./agreement-view.module.css";
import { TermsList } from "./terms-compare.tsx";
import { WorkedExample } from "./worked-example.tsx";

/** The part of the frozen document that this page shows. */
interface Document {
  kind: "invite" | "amend" | "end" | "fees";
  workspace: { name: string };
  product: { name: string };
  producer: { name: string };
  partner: { id: string; name: string; email: string | null };
  starts: string;
  ends: string | null;
  proposed: Signed;
  accepted: Signed;
  termsOfUse: { version: number };
  inWords: Record<"en" | "pt-BR", [string, string][]>;
  example: TermsExample | null;
}

interface Signed {
  side: "producer" | "party";
  name: string;
  email: string | null;
  at: string;
}

interface Props {
  who: Looker;
  contract: string;
  version: number;
}

export function AgreementView({ who, contract, version }: Props) {
  const found = useQuery(agreementQuery(who, contract, version));
  return <Frozen found={found} fileOf={(language) => agreementFile(who, contract, version, language)} />;
}

/** What was agreed on other fees, on the page of its proposal. */
export function FeesAgreement({ who, proposal }: { who: Looker; proposal: string }) {
  const found = useQuery(feesAgreementQuery(who, proposal));
  return <Frozen found={found} fileOf={(language) => feesAgreementFile(who, proposal, language)} />;
}

interface FrozenProps {
  found: UseQueryResult<Agreement>;
  fileOf: (language: string) => string;
}

function Frozen({ found, fileOf }: FrozenProps) {
  const { say } = useWords();
  if (isProblem(found.error) && found.error.code === "no_agreement")
    return <Empty title={say("agree.noneTitle")} says={say("agree.noneSays")} />;
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <TextSkeleton lines={8} />;
  const document = found.data.document as unknown as Document;
  return (
    <>
      <Whole agreement={found.data} document={document} />
      <Section title={say("agree.keep")}>
        <Files fileOf={fileOf} />
        <div className={css.hash}>
          <CopyField label={say("agree.hash")} value={found.data.sha256} hint={say("agree.hashSays")} />
        </div>
      </Section>
    </>
  );
}

function Whole({ document }: { agreement: Agreement; document: Document }) {
  const { say, language } = useWords();
  const { producer, partner, product, proposed, accepted } = document;
  const rows = document.inWords[language === "pt-BR" ? "pt-BR" : "en"];
  const line = (signed: Signed) => (
    <>
      {signed.name} <span className={css.quiet}>{say(`agree.side.${signed.side}`)}</span>,{" "}
      <When at={signed.at} />
    </>
  );
  return (
    <>
      <TermsList
        rows={[
          [say("word.product"), product.name],
          [say("lineRole.producer"), producer.name],
          [say("lineRole.coproducer"), partner.email ? `${partner.name}, ${partner.email}` : partner.name],
          [say("agree.proposedBy"), line(proposed)],
          [say("agree.acceptedBy"), line(accepted)],
          [say("agree.use"), say("agree.useVersion", { version: document.termsOfUse.version })],
        ]}
      />
      {document.kind === "end" && document.ends !== null ? (
        <Section title={say("agree.endTitle")}>
          <p>
            <EndOn at={document.ends} />
          </p>
        </Section>
      ) : null}
      <Section title={say("agree.terms")}>
        <TermsList rows={rows} />
      </Section>
      {document.example ? (
        <Section title={say("agree.example")}>
          <WorkedExample example={ownOf(document.example, partner.id)} you={partner.name} />
        </Section>
      ) : null}
    </>
  );
}

function EndOn({ at }: { at: string }) {
  const { show } = useWords();
  return <>{show("agree.endOn", { day: <When at={at} /> })}</>;
}

/** Documents from before do not say whose line is whose. */
function ownOf(example: TermsExample, partner: string): TermsExample {
  const cases = example.cases.map((one) => ({
    ...one,
    lines: one.lines.map((line) => ({ ...line, own: line.party === partner })),
  }));
  return { ...example, cases };
}

export function AgreementFiles({ who, contract, version }: Props) {
  return <Files fileOf={(language) => agreementFile(who, contract, version, language)} />;
}

function Files({ fileOf }: Pick<FrozenProps, "fileOf">) {
  const { say } = useWords();
  return (
    <p className={css.files}>
      {(["en", "pt-BR"] as const).map((tag) => (
        <a key={tag} href={fileOf(tag)} download lang={tag}>
          <Icon name="download" size={16} />
          {say("agree.pdf", { language: languageName(tag) })}
        </a>
      ))}
    </p>
  );
}
