// One line of the audit trail in words: who, what, of which thing; and each change from what to what. What we
// have no word for is shown as it is written, never left out.
import { Link } from "@tanstack/react-router";
import { When } from "../../../parts/when.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import { settingsAddress } from "../../addresses.ts";
import type { AuditActor, AuditEntry } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";

export function useActorName(): (actor: Pick<AuditActor, "id" | "kind" | "name">) => string {
  const { say } = useWords();
  return ({ id, kind, name }) => {
    if (kind === "system") return say("audit.system");
    if (kind === "key") return say("audit.key", { name: name ?? id });
    if (kind === "source") return say("audit.source", { name: id.slice(id.indexOf(":") + 1) });
    return name ?? say("audit.unknown", { id });
  };
}

export function AuditLine({ entry }: { entry: AuditEntry }) {
  const words = useWords();
  const { ws } = useWorkspace();
  const nameOf = useActorName();
  const key = `event.${entry.type}`;
  const what = words.has(key) ? words.say(key as MessageKey) : entry.type;
  const why = whyOf(entry.payload);
  return (
    <li className={css.entry}>
      <When at={entry.at} />
      <div>
        <p>
          <Link to={settingsAddress(ws, "audit")} search={{ actor: entry.actor.id }}>
            {nameOf(entry.actor)}
          </Link>{" "}
          {what}
          {entry.subjectName ? (
            <>
              {": "}
              <strong>{entry.subjectName}</strong>
            </>
          ) : null}
        </p>
        {why ? <p className={css.subject}>{why}</p> : null}
        <Changes changes={entry.changes} />
        <Link className={css.subject} to={settingsAddress(ws, "audit")} search={{ subject: entry.subject }}>
          {entry.subject}
        </Link>
      </div>
    </li>
  );
}

/** The sentence or the address that came with it. */
function whyOf(payload: unknown): string | null {
  const { why, reason, path, email, url } = (payload ?? {}) as Record<string, unknown>;
  const found = [why, reason, path, email, url].find((one) => typeof one === "string");
  return (found as string | undefined) ?? null;
}

function Changes({ changes }: { changes: AuditEntry["changes"] }) {
  const words = useWords();
  if (changes.length === 0) return null;
  const show = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return words.say("audit.nothing");
    return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  };
  return (
    <ul className={css.diff}>
      {changes.map((one) => {
        const key = `auditField.${one.field}`;
        return (
          <li key={one.field}>
            {words.has(key) ? words.say(key as MessageKey) : one.field}: <del>{show(one.before)}</del>{" "}
            <span aria-hidden="true">→</span> <ins>{show(one.after)}</ins>
          </li>
        );
      })}
    </ul>
  );
}
