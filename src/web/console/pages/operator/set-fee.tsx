// The platform's fee that new products of one workspace begin with, set by the operator. It says before it is
// sent whom it touches and whom not. Example: Piano School, 5% → 6% to Market.
import { useQueryClient } from "@tanstack/react-query";
import { Dialog } from "../../../parts/dialog.tsx";
import { Form } from "../../../parts/form.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { installationQuery, type OperatorWorkspace, setPlatformFee } from "../../data/operator.ts";
import { complaintsOfFee, FEE_PATHS, feeOf, PlatformFeeFields, typedFee } from "./platform-fee-fields.tsx";

export function SetFee({ workspace, onClose }: { workspace: OperatorWorkspace; onClose: () => void }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const { id, name, platformFee } = workspace;
  const form = useForm({
    start: typedFee(platformFee, language),
    check: (v) => complaintsOfFee(v, wrong),
    paths: FEE_PATHS,
    send: (v) => setPlatformFee(id, feeOf(v, language)),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: installationQuery.queryKey });
      toast.tell({ says: say("operator.feeOfSaved", { name }) });
      onClose();
    },
  });
  return (
    <Dialog title={say("operator.feeOf", { name })} onClose={onClose}>
      <Form
        form={form}
        act={say("operator.feeOfSave", { name })}
        isReady={form.isChanged}
        onLeave={onClose}
        isUnguarded
      >
        <p>{say("operator.feeOfSays", { name })}</p>
        <PlatformFeeFields form={form} isFirst />
      </Form>
    </Dialog>
  );
}
