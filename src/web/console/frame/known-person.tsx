// Below an address that somebody is about to invite: what it already is here, and what that means. A member
// has access and no share, a co-producer a share and no access, an affiliate a commission on own links.
// Silent about who is not known. It never stops anybody.
//   <KnownPerson email="bruno@example.com" as="coproducer" product="product_…" />
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../words/words.tsx";
import { invitePartnerAddress, productAddress, settingsAddress } from "../addresses.ts";
import { knownPersonQuery } from "../data/invitations.ts";
import css from "./known-person.module.css";
import { useWorkspace } from "./use-workspace.ts";

type As = "member" | "coproducer" | "affiliate";

interface Props {
  email?: string;
  party?: string;
  /** What they are about to be made. */
  as: As;
  /** The product it is about. */
  product?: string;
}

export function KnownPerson({ email = "", party = "", as, product }: Props) {
  const { say, has } = useWords();
  const { ws } = useWorkspace();
  const [address] = useDebouncedValue(email.trim().toLowerCase(), 350);
  const isAsked = party !== "" || /^\S+@\S+\.\S+$/.test(address);
  const asked = party === "" ? { email: address } : { party };
  const found = useQuery({ ...knownPersonQuery(ws, asked), enabled: isAsked });
  const known = isAsked && (party !== "" || address === email.trim().toLowerCase()) ? found.data : undefined;
  if (!known) return null;
  const { role, shares, invitedTo, promotes } = known;
  const name = party === "" ? address : (known.party?.name ?? "");
  const listed = (some: readonly { name: string }[]) => some.map((one) => one.name).join(", ");
  const here = shares.find((one) => one.id === product);
  const lines = [
    role !== null && as !== "member" ? say(`known.member.${as}`, { name, role: roleName(role) }) : null,
    role !== null && as === "member" ? say("known.memberAlready", { name, role: roleName(role) }) : null,
    shares.length > 0 && as !== "coproducer"
      ? say(`known.shares.${as}`, { name, products: listed(shares) })
      : null,
    here && as === "coproducer" ? say("known.sharesThis", { name, product: here.name }) : null,
    !here && shares.length > 0 && as === "coproducer"
      ? say("known.sharesOthers", { name, products: listed(shares) })
      : null,
    invitedTo.length > 0 ? say("known.invited", { name, products: listed(invitedTo) }) : null,
    promotes.length > 0 && as !== "affiliate"
      ? say(`known.promotes.${as}`, { name, products: listed(promotes) })
      : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <div className={css.known} role="status">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );

  function roleName(one: string): string {
    const key = `role.${one}`;
    return has(key) ? say(key) : one;
  }
}

/** What the three are, and the way to the other two. */
export function OtherWays({ as, product }: { as: As; product?: string | undefined }) {
  const { say, show } = useWords();
  const { ws } = useWorkspace();
  const affiliates = product === undefined ? null : `${productAddress(ws, product)}?tab=shares`;
  return (
    <ul className={css.ways}>
      {as === "member" ? null : (
        <li>
          {show("known.onlyAccess", {
            way: <Link to={settingsAddress(ws, "team")}>{say("known.toTeam")}</Link>,
          })}
        </li>
      )}
      {as === "coproducer" ? null : (
        <li>
          {show("known.onlyShare", {
            way: <Link to={invitePartnerAddress(ws, product)}>{say("known.toShare")}</Link>,
          })}
        </li>
      )}
      {as === "affiliate" || affiliates === null ? null : (
        <li>{show("known.onlyPromotes", { way: <Link to={affiliates}>{say("known.toPromote")}</Link> })}</li>
      )}
    </ul>
  );
}
