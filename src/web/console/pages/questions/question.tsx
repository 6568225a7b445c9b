// One question of a partner: everything that was said, the sale or contract it is about, and the answer or
// decision of this side.
//   /w/ws_…/questions/question_…
import { useParams } from "@tanstack/react-router";
import { Page } from "../../../parts/page.tsx";
import { QuestionView } from "../../../questions/question-view.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, partyAddress, questionsAddress, saleAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { PutRight } from "./put-right.tsx";

export function QuestionPage() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { question: id = "" } = useParams({ strict: false }) as { question?: string };
  return (
    <Page title={say("question.one")} back={{ to: questionsAddress(ws), name: say("question.many") }}>
      <QuestionView
        who={{ side: "producer", id: ws }}
        id={id}
        mayWrite={may("disputes")}
        putRight={(question) => (may("ledger") ? <PutRight question={question} /> : null)}
        partyAddress={(party) => partyAddress(ws, party)}
        subjectAddress={(about) =>
          about.kind === "sale" ? saleAddress(ws, about.id) : contractAddress(ws, about.id)
        }
      />
    </Page>
  );
}
