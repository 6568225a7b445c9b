// One question of this partner: everything that was said, a reply, and the way to close it.
//   /partner/party_…/questions/question_…
import { useParams } from "@tanstack/react-router";
import { Page } from "../../../parts/page.tsx";
import { QuestionView } from "../../../questions/question-view.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, journeyAddress, questionsAddress, saleAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

export function QuestionPage() {
  const { say } = useWords();
  const { party, who } = useParty();
  const { question: id = "" } = useParams({ strict: false }) as { question?: string };
  return (
    <Page title={say("question.one")} back={{ to: questionsAddress(party), name: say("question.many") }}>
      <QuestionView
        who={who}
        id={id}
        mayWrite
        subjectAddress={(about, topic) => {
          if (about.kind === "contract") return contractAddress(party, about.id);
          // Of a sale that was credited to another only its journey is this partner's to see.
          return topic === "attribution" ? journeyAddress(party, about.id) : saleAddress(party, about.id);
        }}
      />
    </Page>
  );
}
