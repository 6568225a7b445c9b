// How far a new business is with its first steps, and putting one aside or taking it up again. What is done
// is read from what is there, never ticked off by hand.
import { listInvites } from "../../access/invites.ts";
import { listMembers } from "../../access/members.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { type Progress, readProgress } from "../../reports/first-run.ts";
import { type FirstRun, type FirstStep, firstRun, firstRunChange, firstStep } from "../../wire/first-run.ts";
import { showId } from "../../wire/id.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { saveSkipped } from "../../workspaces/write-workspace.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Workspaces";

export function firstRunRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/first-run",
    permission: "workspace:read",
    name: "readFirstRun",
    tag: TAG,
    summary: "The first steps of a new business, and which are done",
    answer: firstRun,
    handle: async ({ app, caller }) =>
      inWorkspace(app.db, caller.ws, (tx) => look(tx, caller.ws, server.door)),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/first-run",
    permission: "workspace:write",
    name: "skipFirstStep",
    tag: TAG,
    summary: "Put a first step aside, or take it up again",
    body: firstRunChange,
    answer: firstRun,
    handle: async ({ app, caller, body }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { skipped } = await readWorkspace(tx, caller.ws);
        const others = skipped.filter((one) => one !== body.step);
        await saveSkipped(tx, caller.ws, body.skipped ? [...others, body.step] : others);
        return await look(tx, caller.ws, server.door);
      }),
  });
}

async function look(tx: Tx, ws: number, { mailStays }: Server["door"]): Promise<FirstRun> {
  const progress = await readProgress(tx, ws);
  const { fees, skipped, demo } = await readWorkspace(tx, ws);
  const team = (await listMembers(tx, ws)).length > 1 || (await listInvites(tx, ws)).length > 0;
  const hasFee =
    fees.processor !== undefined || fees.processorFee !== undefined || fees.platformFee !== undefined;
  const isDone: Record<FirstStep, boolean> = {
    product: progress.hasOffer,
    fee: hasFee,
    mail: mailStays !== true,
    team,
    test_sale: progress.testSale !== null || progress.hasSale,
  };
  // Where mail leaves nothing is to be done: the step is not one.
  const asked = firstStep.options.filter((step) => step !== "mail" || mailStays === true);
  const steps = asked.map((step) => ({
    step,
    state: isDone[step]
      ? ("done" as const)
      : skipped.includes(step)
        ? ("skipped" as const)
        : ("open" as const),
  }));
  const over = demo || progress.hasSale || steps.every((one) => one.state !== "open");
  return { steps, over, ...named(progress) };
}

function named({ product, testSale }: Progress): Pick<FirstRun, "product" | "testSale"> {
  return {
    product: product && { id: showId("product", product.id), name: product.name },
    testSale: testSale && { id: showId("sale", testSale.id), undone: testSale.undone },
  };
}
