// Where a link was shown: ?sub= of each click is counted by place with the sales that it led to, for both
// sides, and as a file; another party reads nothing of it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { speaksFor } from "./speaks-for.ts";

let world: Affiliates;
beforeAll(async () => {
  world = await openAffiliates();
});
afterAll(() => world.door.close());

const today = () => new Date().toISOString().slice(0, 10);
const before = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

test("clicks and sales of a link by place, best first", async () => {
  const click = (subId: string | undefined, code = "carla-piano") =>
    world.make("/clicks", { code, ...(subId === undefined ? {} : { subId }) });
  await click("bio");
  await click(undefined);
  const mail = await click("newsletter");
  const bio = await click("bio");
  await click("bio", "dora-piano");
  await world.buy("p-1", { clickId: mail.id });
  await world.buy("p-2", { clickId: bio.id });
  await world.buy("p-3", { clickId: bio.id });
  const link = (await world.get("/links?q=carla-piano")).body.data[0].id;
  const days = `from=${before(2)}&to=${today()}`;
  const { body } = await world.get(`/reports/link-places?${days}&link=${link}`);
  expect(body.data).toMatchObject([
    { place: "bio", clicks: 2, sales: 2, link: { code: "carla-piano" }, party: { name: "Carla" } },
    { place: "newsletter", clicks: 1, sales: 1 },
  ]);
  const carla = await speaksFor(world, "carla", { party: world.party.carla });
  const own = (await carla.get(`/link-places?${days}`)).data;
  expect(own.map((one: { place: string; clicks: number }) => [one.place, one.clicks])).toEqual([
    ["bio", 2],
    ["newsletter", 1],
  ]);
  const { body: none } = await world.get(`/reports/link-places?from=${before(9)}&to=${before(5)}`);
  expect(none.data).toEqual([]);
  const id = parsePublicId("ws", world.workspace) as Uuid;
  const ana = await world.door.person("owner", { ws: world.ws, id });
  const url = `/v1/workspaces/${world.workspace}/reports/link-places.csv?${days}`;
  const file = await ana.send({ method: "GET", url });
  expect(file.body).toContain("carla-piano,spring,Carla,bio,2,2");
  expect(file.body).toContain("dora-piano,,Dora,bio,1,0");
});
