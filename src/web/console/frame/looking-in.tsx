// Above every page of a workspace that an operator looks into by an owner's leave: by whose leave, until
// when, and that nothing can be changed. It never shows to a member.
//   "You are looking in by the owner’s leave, until Nov 21, 2026, 6:40 PM."
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Icon } from "../../parts/icons.tsx";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/words.tsx";
import { OPERATOR } from "../addresses.ts";
import { installationQuery } from "../data/operator.ts";
import css from "./looking-in.module.css";

export function LookingIn({ ws }: { ws: string }) {
  const { say, show } = useWords();
  const pages = useInfiniteQuery(installationQuery).data?.pages ?? [];
  const grant = pages.flatMap((page) => page.data).find((one) => one.id === ws)?.grant;
  const until = grant?.state === "given" ? grant.expiresAt : null;
  return (
    <p className={css.bar} role="note">
      <Icon name="shield" />
      <span>
        {until ? show("lookingIn.until", { when: <When at={until} /> }) : say("lookingIn.now")}{" "}
        {say("lookingIn.says")}
      </span>
      <Link to={OPERATOR}>{say("lookingIn.leave")}</Link>
    </p>
  );
}
