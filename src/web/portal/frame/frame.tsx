// What stands around every page of the portal: whose business this is and what I am in it, the places, and
// me. On a phone the places lie at the bottom, under the thumb. It never mixes two businesses on one page but
// the home.
//   /partner/party_…/sales → Frame with the page in it
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useForgetOthers } from "../../data/forget-others.ts";
import { unreadQuery } from "../../data/inbox.ts";
import { useOwnLanguage } from "../../data/own-language.ts";
import { OwnMenu } from "../../own/own-menu.tsx";
import { Bell } from "../../parts/bell.tsx";
import { FrameShell } from "../../parts/frame-shell.tsx";
import { PlaceMenu } from "../../parts/place-menu.tsx";
import { ThumbBar } from "../../parts/thumb-bar.tsx";
import { ZoneProvider } from "../../parts/when.tsx";
import { useWords } from "../../words/words.tsx";
import { accountAddress, inboxAddress } from "../addresses.ts";
import { PartyMenu } from "./party-menu.tsx";
import { useParty } from "./use-party.ts";
import { THUMB, usePlaceGroups } from "./use-places.ts";

export function Frame() {
  const { say } = useWords();
  const { session, own, asked, parties } = useParty();
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const groups = usePlaceGroups();
  useOwnLanguage();
  useForgetOthers(asked === undefined ? parties.map((one) => one.id) : [asked]);
  const me = { me: session?.account, account: accountAddress };
  const bell = <Bell to={inboxAddress} unread={unread} />;
  return (
    <ZoneProvider value={own?.workspace.timeZone ?? "UTC"}>
      <FrameShell
        corner={<PartyMenu />}
        places={<PlaceMenu says={say("frame.places")} groups={groups} />}
        foot={
          <>
            <OwnMenu {...me} />
            {bell}
          </>
        }
        top={<PartyMenu />}
        topEnd={
          <>
            {bell}
            <OwnMenu {...me} isSmall />
          </>
        }
        bottom={<ThumbBar says={say("frame.places")} groups={groups} first={THUMB} />}
      >
        <Outlet />
      </FrameShell>
    </ZoneProvider>
  );
}
