// Where the link in an invitation's mail leads: who invites whom to what, in words and in figures, and one
// clear act. Opening it accepts nothing, so that a mail program that looks at links does no harm.
//   /invitation#k3V… → POST /v1/invitations/open { "token": "k3V…" }
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { TermsList } from "../../../contracts/terms-compare.tsx";
import { WorkedExample } from "../../../contracts/worked-example.tsx";
import { WorstCases } from "../../../contracts/worst-cases.tsx";
import { Door } from "../../../parts/door.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When, ZoneProvider } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Accepted, invitationToken, type Opened, openInvitation } from "../../data/invitation.ts";
import { AcceptInvitation } from "./accept-invitation.tsx";
import { AgreedNow } from "./agreed-now.tsx";
import css from "./invitation.module.css";
import { shareOfProduct } from "./share-of-product.ts";

export function InvitationPage() {
  const token = useToken();
  // Another link begins anew.
  return <Invitation key={token} token={token} />;
}

function Invitation({ token }: { token: string | null }) {
  const { say } = useWords();
  const [agreed, setAgreed] = useState<{ accepted: Accepted; opened: Opened } | null>(null);
  const [isDeclined, setDeclined] = useState(false);
  const opened = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => openInvitation(token ?? ""),
    enabled: token !== null && agreed === null && !isDeclined,
    retry: false,
    staleTime: 0,
  });
  if (agreed) return <AgreedNow {...agreed} />;
  if (isDeclined) return <Door title={say("invitation.declined")} lead={say("invitation.declinedLead")} />;
  if (token === null) return <Gone />;
  if (opened.isError) return <Failed error={opened.error} onRetry={() => void opened.refetch()} />;
  if (!opened.data) {
    return (
      <Door title={say("invitation.loading")} isWide>
        <TextSkeleton lines={8} />
      </Door>
    );
  }
  if (opened.data.proposal.state !== "open") return <Answered opened={opened.data} />;
  return (
    <Asked
      token={token}
      opened={opened.data}
      onAccepted={(accepted) => setAgreed({ accepted, opened: opened.data })}
      onDeclined={() => setDeclined(true)}
      onChanged={() => void opened.refetch()}
    />
  );
}

/** Out of the address as soon as it is read: also where another link is opened in the same tab. */
function useToken(): string | null {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [token, setToken] = useState(() => invitationToken.take(hash));
  useEffect(() => {
    if (hash === "") return;
    setToken(invitationToken.take(hash));
    void navigate({ to: "/invitation", replace: true });
  }, [hash, navigate]);
  return token;
}

interface AskedProps {
  token: string;
  opened: Opened;
  onAccepted: (accepted: Accepted) => void;
  onDeclined: () => void;
  onChanged: () => void;
}

function Asked(props: AskedProps) {
  const { opened } = props;
  const words = useWords();
  const { say, language } = words;
  const { proposal, workspace } = opened;
  const lead = say("invitation.lead", { name: proposal.createdName, workspace: workspace.name });
  return (
    <ZoneProvider value={workspace.timeZone}>
      <Door title={say("invitation.title", { what: shareOfProduct(opened, words) })} lead={lead} isWide>
        <p className={css.until}>
          {say("invitation.sentTo", { email: opened.email })} · {say("invitation.until")}{" "}
          <When at={proposal.lapsesAt} />
        </p>
        {proposal.message ? (
          <blockquote className={css.message}>
            <p>{proposal.message}</p>
            <footer>{proposal.createdName}</footer>
          </blockquote>
        ) : null}
        {opened.example ? (
          <section className={css.part}>
            <h2>{say("agree.example")}</h2>
            <WorkedExample example={opened.example} you={proposal.party.name} />
            <WorstCases warnings={opened.warnings} you={proposal.party.name} isProducer={false} />
          </section>
        ) : null}
        <section className={css.part}>
          <h2>{say("agree.terms")}</h2>
          <TermsList rows={proposal.inWords[language === "pt-BR" ? "pt-BR" : "en"] as [string, string][]} />
        </section>
        <AcceptInvitation {...props} />
      </Door>
    </ZoneProvider>
  );
}

function Gone() {
  const { say } = useWords();
  return (
    <Door title={say("invitation.gone")} lead={say("invitation.goneLead")}>
      <p className={css.next}>{say("invitation.goneNext")}</p>
      <Button component={Link} to="/partner" mt="xl" variant="default" fullWidth>
        {say("invitation.toPortal")}
      </Button>
    </Door>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { say } = useWords();
  if (isProblem(error) && (error.status === 410 || error.status === 400)) return <Gone />;
  return (
    <Door title={say("invitation.failed")}>
      <Problem error={error} onRetry={onRetry} />
    </Door>
  );
}

/** The link is whole, but the question is answered: by whom it was asked is told, and what to do. */
function Answered({ opened }: { opened: Opened }) {
  const { say } = useWords();
  const { proposal, workspace } = opened;
  const name = proposal.createdName;
  const state = proposal.state as "accepted" | "declined" | "withdrawn" | "lapsed";
  return (
    <Door
      title={say(`invitation.was.${state}`)}
      lead={say(`invitation.wasLead.${state}`, {
        name,
        workspace: workspace.name,
        product: proposal.product.name,
      })}
    />
  );
}
