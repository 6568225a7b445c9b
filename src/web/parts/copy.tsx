// What is meant to be carried elsewhere: a value with a button that copies it, and a secret that is shown
// once and never again. It never copies by itself, and a secret is never kept: it lives as long as the page
// does.
//   <CopyField label="Webhook address" value="https://…/hooks/stripe/…" />
//   <Secret label="API key" value="partage_…" says="Only now: keep it where you keep passwords." />
import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useWords } from "../words/words.tsx";
import css from "./copy.module.css";
import { Icon } from "./icons.tsx";

interface ButtonProps {
  value: string;
  /** What is copied, for those who do not see where the button stands: "Copy API key". */
  of: string;
  isPrimary?: boolean;
}

export function CopyButton({ value, of, isPrimary = false }: ButtonProps) {
  const { say } = useWords();
  const [state, setState] = useState<"still" | "copied" | "failed">("still");
  useEffect(() => {
    if (state === "still") return;
    const timer = setTimeout(() => setState("still"), 2500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setState("copied");
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button
        variant={isPrimary ? "filled" : "default"}
        className={css.button ?? ""}
        leftSection={<Icon name={state === "copied" ? "check" : "copy"} size={16} />}
        onClick={() => void copy()}
      >
        {say(state === "copied" ? "copy.copied" : "copy.copy")}
        <span className="only-read"> {of}</span>
      </Button>
      <span className="only-read" role="status">
        {state === "copied" ? say("copy.copied") : state === "failed" ? say("copy.failed") : ""}
      </span>
    </>
  );
}

interface FieldProps {
  label: string;
  value: string;
  hint?: ReactNode;
}

export function CopyField({ label, value, hint }: FieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <div className={css.row}>
        <input
          ref={field}
          id={id}
          className={css.value}
          value={value}
          readOnly
          spellCheck={false}
          onFocus={() => field.current?.select()}
        />
        <CopyButton value={value} of={label} />
      </div>
      {hint ? <p className={css.hint}>{hint}</p> : null}
    </div>
  );
}

/** Shown once: what it is, that it will not be shown again, and one thing to do. */
export function Secret({ label, value, says }: { label: string; value: string; says: ReactNode }) {
  const { say } = useWords();
  return (
    <section className={css.secret} aria-label={label}>
      <p className={css.secretTitle}>
        <Icon name="warning" size={16} />
        {say("secret.once")}
      </p>
      <p className={css.secretSays}>{says}</p>
      <div className={css.row}>
        <code className={css.secretValue}>{value}</code>
        <CopyButton value={value} of={label} isPrimary />
      </div>
    </section>
  );
}
