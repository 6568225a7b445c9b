// The picture an authenticator app scans, drawn here as lines of our own; the key to type where it cannot be
// scanned; and the first code, which proves that it arrived. No picture service is ever asked.
import { encode } from "uqr";
import { CopyField } from "../../../parts/copy.tsx";
import { TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { confirmFactor } from "../../data/own-account.ts";
import css from "./account.module.css";

interface Props {
  factorKey: string;
  address: string;
  onDone: (codes: string[]) => Promise<void>;
  onClose: () => void;
}

export function ScanKey({ factorKey, address, onDone, onClose }: Props) {
  const { say } = useWords();
  const form = useForm({
    start: { code: "" },
    check: ({ code }) => ({ code: /^\s*(\d\s*){6}$/.test(code) ? undefined : say("factor.codeWrong") }),
    send: ({ code }) => confirmFactor(code.replace(/\s/g, "")),
    onDone: ({ codes }) => onDone(codes),
  });
  return (
    <ol className={css.steps}>
      <li>
        <p>{say("factor.scan")}</p>
        <Picture text={address} says={say("factor.picture")} />
      </li>
      <li>
        <p>{say("factor.typeInstead")}</p>
        <CopyField label={say("factor.key")} value={factorKey.replace(/(.{4})(?=.)/g, "$1 ")} />
      </li>
      <li>
        <p>{say("factor.firstCode")}</p>
        <Form form={form} act={say("factor.prove")} onLeave={onClose} isUnguarded>
          <TextField
            form={form}
            name="code"
            label={say("factor.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            isFirst
          />
        </Form>
      </li>
    </ol>
  );
}

function Picture({ text, says }: { text: string; says: string }) {
  const { data, size } = encode(text, { border: 0 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg
      className={css.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={says}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
