// Before new recovery codes are made or the second factor is turned off: the password and a code, both.
// It never keeps either: both go with the one request that needs them.
import { PasswordField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { endFactor, makeCodes } from "../../data/own-account.ts";

interface Props {
  act: "off" | "codes";
  hasPassword: boolean;
  onCodes: (codes: string[]) => Promise<void>;
  onOff: () => Promise<void>;
  onClose: () => void;
}

export function ProveFactor({ act, hasPassword, onCodes, onOff, onClose }: Props) {
  const { say } = useWords();
  const form = useForm({
    start: { password: "", code: "" },
    check: ({ password, code }) => ({
      password: hasPassword && password === "" ? say("form.required") : undefined,
      code: code.trim().length < 6 ? say("factor.codeWrong") : undefined,
    }),
    send: async ({ password, code }) => {
      const proof = { code: code.trim(), ...(hasPassword ? { password } : {}) };
      return act === "off" ? await endFactor(proof) : await makeCodes(proof);
    },
    onDone: (answer) => (answer ? onCodes(answer.codes) : onOff()),
  });
  return (
    <Form
      form={form}
      act={say(act === "off" ? "factor.turnOff" : "factor.newCodes")}
      tone={act === "off" ? "danger" : "accent"}
      onLeave={onClose}
      isUnguarded
    >
      <p>{say(act === "off" ? "factor.offSays" : "factor.newCodesSays")}</p>
      {hasPassword ? (
        <PasswordField form={form} name="password" label={say("word.password")} isFirst />
      ) : null}
      <TextField
        form={form}
        name="code"
        label={say("factor.codeOrRecovery")}
        autoComplete="one-time-code"
        maxLength={40}
      />
    </Form>
  );
}
