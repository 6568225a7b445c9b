// The inbox inside the portal: mine, over all the businesses I share with.
//   /partner/inbox?unread=true
import { Inbox } from "../../../inbox/inbox.tsx";
import { inboxAddress } from "../../addresses.ts";

export function InboxPage() {
  return <Inbox home={inboxAddress} />;
}
