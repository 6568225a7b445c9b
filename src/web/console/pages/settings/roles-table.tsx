// What each role may do, as the server's own table of permissions says it. Roles give access, never money.
// It never keeps a table of its own.
import { useQuery } from "@tanstack/react-query";
import { Icon } from "../../../parts/icons.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import { rolesQuery } from "../../data/team.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ROLES } from "./role-list.ts";
import css from "./settings.module.css";

export function usePermissionWord(): (permission: string) => string {
  const words = useWords();
  return (permission) => {
    const key = `permission.${permission.replace(":", ".")}`;
    return words.has(key) ? words.say(key as MessageKey) : permission;
  };
}

export function RolesTable() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const word = usePermissionWord();
  const table = useQuery(rolesQuery(ws));
  if (table.isError) return <Problem error={table.error} onRetry={() => void table.refetch()} />;
  if (!table.data) return <TextSkeleton lines={6} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={say("team.roles")}>
      <table className={css.roles}>
        <caption className="only-read">{say("team.roles")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("team.mayDo")}</th>
            {ROLES.map((role) => (
              <th key={role} scope="col">
                {say(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.data.data.map((one) => (
            <tr key={one.permission}>
              <th scope="row">{word(one.permission)}</th>
              {ROLES.map((role) => (
                <td key={role}>
                  {one.roles.includes(role) ? (
                    <>
                      <Icon name="check" size={16} />
                      <span className="only-read">{say("word.yes")}</span>
                    </>
                  ) : (
                    <span className={css.no}>
                      <span aria-hidden="true">–</span>
                      <span className="only-read">{say("word.no")}</span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
