// What should be in order before a shared product is sold: each check green, amber or red, with what it is
// about, so that one click leads to what mends it. Computed when asked for, stored nowhere.
// Example: { "state": "look", "checks": [{ "key": "accepted", "state": "look", "about": [{ "proposal":
// "proposal_…", "name": "Bruno" }] }] }.
import { z } from "zod";

export const checkState = z.enum(["good", "look", "stop", "off"]).meta({
  id: "CheckState",
  description: "Green, amber, red; `off`: cannot be checked.",
});

export const CHECKS = ["price", "accepted", "agreed", "seen", "duties", "links", "larger", "payout"] as const;

export const launchChecks = z
  .object({
    state: z.enum(["good", "look", "stop"]).meta({ description: "The worst of them." }),
    checks: z.array(
      z.object({
        key: z.enum(CHECKS).meta({
          description:
            "`price`: on sale, with a price; `accepted`: every co-producer has answered; `agreed`: what splits is " +
            "what was agreed, within the cap; `seen`: the parties have seen the terms; `duties`: each has one " +
            "owner; `links`: reviewed; `larger`: nobody's part exceeds the producer's; `payout`: a way to be paid.",
        }),
        state: checkState,
        about: z.array(
          z.object({
            what: z
              .string()
              .meta({ description: "What of the check it is: `open`, `objected`, `support` …" }),
            id: z.string().nullable().meta({ description: "Of a proposal, contract, affiliation or party." }),
            name: z.string().meta({ description: "Whose, or what." }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "LaunchChecks" });

export type LaunchChecks = z.input<typeof launchChecks>;
