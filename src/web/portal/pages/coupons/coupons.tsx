// An affiliate's coupons: the code, what the shop takes off, how often it was used and until when. The
// producer makes them; here nothing is changed.
//   /partner/party_…/coupons
import { CouponTable } from "../../../attribution/coupon-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Page } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import { linksAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

export function OwnCoupons() {
  const { say } = useWords();
  const { party, own, who } = useParty();
  return (
    <Page
      title={say("coupon.title")}
      lead={say("coupon.ownLead")}
      back={{ to: linksAddress(party), name: say("portal.links") }}
    >
      <CouponTable
        who={who}
        filters={{}}
        empty={
          <Empty title={say("coupon.none")} says={say("coupon.noneOwnSays", { name: own?.producer ?? "" })} />
        }
      />
    </Page>
  );
}
