// The team through the door: who is in it, roles changed, people taken out; and always an owner left, also
// when two owners take each other out at the same moment.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId } from "../../src/base/id.ts";
import { openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("members", () => {
  let door: TestDoor;
  let owner: TestPerson;
  let base: string;

  beforeAll(async () => {
    door = await openTestDoor();
    owner = await door.person("owner");
    base = `/v1/workspaces/${door.workspace.publicId}/members`;
  });
  afterAll(() => door.close());

  const at = (person: TestPerson, where = base) => `${where}/${publicId("account", person.account)}`;
  const change = (by: TestPerson, whom: TestPerson, role: string, where = base) =>
    by.send({ method: "PATCH", url: at(whom, where), payload: { role } });

  test("the list shows names and addresses, oldest first", async () => {
    const viewer = await door.person("viewer");
    const list = (await viewer.send({ method: "GET", url: base })).json();
    expect(list.data[0]).toMatchObject({ email: owner.email, role: "owner" });
    expect(list.data.at(-1)).toMatchObject({
      email: viewer.email,
      name: expect.stringMatching(/^Person/),
      role: "viewer",
    });
  });

  test("a role is changed, counts at once, and the change is on record", async () => {
    const ana = await door.person("viewer");
    expect((await ana.send({ method: "GET", url: base.replace("members", "api-keys") })).statusCode).toBe(
      403,
    );
    expect((await change(owner, ana, "admin")).json()).toMatchObject({ role: "admin", email: ana.email });
    expect((await ana.send({ method: "GET", url: base.replace("members", "api-keys") })).statusCode).toBe(
      200,
    );
  });

  test("an admin neither makes nor unmakes an owner", async () => {
    const admin = await door.person("admin");
    const ana = await door.person("viewer");
    expect((await change(admin, ana, "owner")).json()).toMatchObject({ status: 403, code: "not_permitted" });
    expect((await change(admin, owner, "viewer")).json()).toMatchObject({ status: 403 });
    expect((await admin.send({ method: "DELETE", url: at(owner) })).json()).toMatchObject({ status: 403 });
    expect((await change(admin, ana, "support")).statusCode).toBe(200);
    expect((await admin.send({ method: "DELETE", url: at(ana) })).statusCode).toBe(204);
    expect((await admin.send({ method: "DELETE", url: at(ana) })).statusCode).toBe(404);
  });

  test("whoever wants to leaves; the last owner does not, also when two owners leave at once", async () => {
    const leave = (who: TestPerson, where: string) => who.send({ method: "POST", url: `${where}/leave` });
    const viewer = await door.person("viewer");
    expect((await leave(viewer, base)).statusCode).toBe(204);
    expect((await viewer.send({ method: "GET", url: base })).statusCode).toBe(404);
    expect((await leave(owner, base)).json()).toMatchObject({ status: 409, code: "last_owner" });
    for (let i = 0; i < 3; i++) {
      const there = await door.addWorkspace();
      const where = `/v1/workspaces/${there.publicId}/members`;
      const two = [await door.person("owner", there), await door.person("owner", there)];
      const answers = await Promise.all(two.map((one) => leave(one, where)));
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([204, 409]);
      const stayed = two[answers.findIndex((answer) => answer.statusCode === 409)] as TestPerson;
      const { data } = (await stayed.send({ method: "GET", url: where })).json();
      expect(data).toMatchObject([{ email: stayed.email, role: "owner" }]);
    }
  });

  test("two owners who take each other out at once leave one behind", async () => {
    for (let i = 0; i < 3; i++) {
      const there = await door.addWorkspace();
      const where = `/v1/workspaces/${there.publicId}/members`;
      const [one, two] = [await door.person("owner", there), await door.person("owner", there)];
      const answers = await Promise.all([
        one.send({ method: "DELETE", url: at(two, where) }),
        two.send({ method: "DELETE", url: at(one, where) }),
      ]);
      expect(answers.map((answer) => answer.statusCode).filter((status) => status === 204)).toHaveLength(1);
      const seen = await Promise.all([one, two].map((who) => who.send({ method: "GET", url: where })));
      expect(seen.map((answer) => answer.statusCode).sort()).toEqual([200, 404]);
    }
  });

  test("the last owner stays, also when two go at once", async () => {
    expect((await change(owner, owner, "viewer")).json()).toMatchObject({ status: 409, code: "last_owner" });
    expect((await owner.send({ method: "DELETE", url: at(owner) })).json()).toMatchObject({
      code: "last_owner",
    });
    for (let i = 0; i < 5; i++) {
      const there = await door.addWorkspace();
      const where = `/v1/workspaces/${there.publicId}/members`;
      const [one, two] = [await door.person("owner", there), await door.person("owner", there)];
      const answers = await Promise.all([
        change(one, two, "viewer", where),
        change(two, one, "viewer", where),
      ]);
      const statuses = answers.map((answer) => answer.statusCode).sort();
      // The second finds itself no owner any more, or the last one.
      expect(statuses[0]).toBe(200);
      expect(statuses[1]).toBeGreaterThanOrEqual(403);
      const seen = await Promise.all([one, two].map((person) => person.send({ method: "GET", url: where })));
      const owners = seen[0]?.json().data.filter((member: { role: string }) => member.role === "owner");
      expect(owners).toHaveLength(1);
    }
  });
});
