// One person, however the address is spelled: what follows a plus, capitals, dots where they mean nothing.
import { expect, test } from "vitest";
import { emailKey } from "../../src/base/person-key.ts";

const ROWS: readonly [one: string, other: string, same: boolean][] = [
  ["carla@example.com", "Carla@Example.COM", true],
  ["carla+shop@example.com", "carla@example.com", true],
  ["carla.dias@gmail.com", "carladias@googlemail.com", true],
  ["c.a.r.l.a+x+y@gmail.com", "carla@gmail.com", true],
  ["carla.dias@example.com", "carladias@example.com", false],
  ["+carla@example.com", "@example.com", false],
  ["carla@example.com", "dora@example.com", false],
];

test.for(ROWS)("%s and %s are one person: %s", ([one, other, same]) => {
  expect(emailKey(one) === emailKey(other)).toBe(same);
});
