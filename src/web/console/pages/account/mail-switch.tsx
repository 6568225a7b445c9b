// Where the link at the foot of a mail leads: what such mails are, whether they are on, and the switch. Needs
// no session; opening it changes nothing. The token stays behind # and leaves the address once it is read.
//   /mails#AZ3k… → "Mails about answers are on." [Stop them]
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { flipSwitch, openSwitch } from "../../../data/inbox.ts";
import { Door } from "../../../parts/door.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";

export function MailSwitchPage() {
  const { say } = useWords();
  const { hash } = useLocation();
  const [token] = useState(hash.replace(/^#/, ""));
  const queries = useQueryClient();
  useEffect(() => {
    if (hash !== "") window.history.replaceState(window.history.state, "", window.location.pathname);
  }, [hash]);
  const key = ["mail-switch", token];
  const found = useQuery({
    queryKey: key,
    queryFn: () => openSwitch(token),
    enabled: token !== "",
    retry: false,
  });
  const flip = useMutation({
    mutationFn: (on: boolean) => flipSwitch(token, on),
    onSuccess: (changed) => queries.setQueryData(key, changed),
  });
  if (token === "" || found.isError) {
    return (
      <Door title={say("mails.goneTitle")} lead={say("mails.goneLead")}>
        <Button component={Link} to="/account/mails" mt="xl" fullWidth>
          {say("mails.signIn")}
        </Button>
      </Door>
    );
  }
  if (!found.data) {
    return (
      <Door title={say("mails.switchTitle")}>
        <FormSkeleton fields={1} />
      </Door>
    );
  }
  const { about, workspace, on } = found.data;
  const what =
    about === "sales" ? say("mails.aboutSales", { workspace: workspace ?? "" }) : say(`mails.group.${about}`);
  return (
    <Door
      title={say(on ? "mails.switchTitle" : "mails.offTitle")}
      lead={say(on ? "mails.isOn" : "mails.isOff", { what })}
    >
      {flip.error ? <Problem error={flip.error} /> : null}
      <Button
        mt="xl"
        fullWidth
        variant={on ? "filled" : "default"}
        loading={flip.isPending}
        onClick={() => flip.mutate(!on)}
      >
        {say(on ? "mails.stop" : "mails.resume")}
      </Button>
      <Button component={Link} to="/account/mails" variant="subtle" mt="sm" fullWidth>
        {say("mails.choose")}
      </Button>
    </Door>
  );
}
