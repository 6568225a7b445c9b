// Clicks on the network: who followed a link, as a random number, and when. Never a name or an address.
// Example: { "id": "click_…", "link": { "id": "link_…", "code": "carla-spring" }, "at": "2026-03-01T…" }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { linkCode } from "./link.ts";
import { nameOf } from "./metadata.ts";
import { namedParty, namedProduct } from "./named.ts";

export const click = z
  .object({
    id: idOut("click"),
    at: instantOut,
    link: z.object({ id: idOut("link"), code: z.string() }),
    product: namedProduct,
    party: namedParty.nullable().meta({ description: "Null: your own link." }),
    visitor: idOut("visitor").meta({ description: "A random number in a cookie." }),
    subId: z.string().nullable(),
    referrer: z.string().nullable().meta({ description: "The host of the page that held the link." }),
  })
  .meta({ id: "Click" });

/** For a shop that redirects by itself: it tells the click and gets the id to hand back with the sale. */
export const newClick = z
  .strictObject({
    code: linkCode.meta({ description: "Of an active link of this workspace." }),
    visitor: idIn("visitor").optional().meta({ description: "Of an earlier click of the same visitor." }),
    at: instantIn.optional(),
    subId: nameOf(100).min(1).optional(),
  })
  .meta({ id: "NewClick" });

export type Click = z.input<typeof click>;
