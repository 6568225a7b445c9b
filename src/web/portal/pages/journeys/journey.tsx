// How the buyer of one sale came, as its affiliate may see it: his own touches by name, the others without.
// Credited, it leads to the sale and its why. Here he disputes who was credited, quietly where all of it is
// his already; the answer stands with his questions.
//   /partner/party_…/touched/sale_…
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { JourneyView } from "../../../attribution/journey-view.tsx";
import { ProblemAnswer } from "../../../data/ask.ts";
import { journeyQuery } from "../../../data/attribution.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { AskAbout } from "../../../questions/ask-about.tsx";
import { useWords } from "../../../words/words.tsx";
import { journeyAddress, questionAddress, saleAddress, touchedAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import css from "./journeys.module.css";

export function JourneyPage() {
  const { say } = useWords();
  const { party, own, who } = useParty();
  const { sale: id = "" } = useParams({ strict: false }) as { sale?: string };
  const found = useQuery(journeyQuery(who, id));
  const journey = found.data;
  const isNotHis = found.error instanceof ProblemAnswer && found.error.status === 404;
  const stands = journey?.corrections.at(-1)?.credited ?? journey?.credited ?? [];
  const credit = stands.find((one) => one.own);
  const isCredited = credit !== undefined;
  const isWhole = credit?.weight === "1";
  const dispute = journey ? (
    <AskAbout
      who={who}
      about={{ sale: id }}
      topic="attribution"
      subject={say("question.theSale", { product: journey.product.name })}
      producer={own?.producer ?? ""}
      questionAddress={(question) => questionAddress(party, question)}
      isQuiet={isWhole}
    />
  ) : null;
  return (
    <Page
      title={journey?.product.name ?? say("word.sale")}
      back={{ to: touchedAddress(party), name: say("journey.touchedTitle") }}
      lead={journey ? <When at={journey.at} /> : null}
      action={
        <>
          {isCredited ? (
            <Button component={Link} to={saleAddress(party, id)}>
              {say("journey.toSale")}
            </Button>
          ) : null}
          {isWhole ? null : dispute}
        </>
      }
    >
      {isNotHis ? (
        <Empty
          title={say("journey.notYours")}
          says={say("journey.notYoursSays")}
          action={<Link to={saleAddress(party, id)}>{say("journey.toSale")}</Link>}
        />
      ) : found.isError ? (
        <Problem error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Section title={say("journey.title")}>
          {journey ? (
            <JourneyView journey={journey} saleAddress={(sale) => journeyAddress(party, sale)} />
          ) : (
            <TextSkeleton lines={5} />
          )}
        </Section>
      )}
      {isWhole ? <div className={css.quiet}>{dispute}</div> : null}
    </Page>
  );
}
