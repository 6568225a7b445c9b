// Instants and the calendar of a time zone: RFC 3339 in every spelling it allows, and none that it does not.
// Example: 2026-03-01T09:00:00-03:00 is noon in UTC.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn, isTimeZone, offsetAt } from "../../src/base/calendar.ts";
import {
  compareInstants,
  daysFromEpoch,
  finerOf,
  formatInstant,
  instant,
  isInstant,
  parseInstant,
} from "../../src/base/instant.ts";
import { Broken } from "../../src/base/refusal.ts";

const read = (text: string) => {
  const at = parseInstant(text);
  return at === undefined ? undefined : formatInstant(at);
};

describe("instants", () => {
  test("with Z or an offset, in either case, with any fraction", () => {
    expect(read("2026-03-01T12:00:00Z")).toBe("2026-03-01T12:00:00.000Z");
    expect(read("2026-03-01t12:00:00z")).toBe("2026-03-01T12:00:00.000Z");
    expect(read("2026-03-01T09:00:00-03:00")).toBe("2026-03-01T12:00:00.000Z");
    expect(read("2026-03-02T01:59:00+13:59")).toBe("2026-03-01T12:00:00.000Z");
    expect(read("2026-03-01T12:00:00-00:00")).toBe("2026-03-01T12:00:00.000Z");
    expect(read("2026-03-01T12:00:00.1Z")).toBe("2026-03-01T12:00:00.100Z");
    expect(read("2026-03-01T12:00:00.999999999Z")).toBe("2026-03-01T12:00:00.999Z");
    expect(read("0000-01-01T00:00:00Z")).toBe("0000-01-01T00:00:00.000Z");
    expect(read("9999-12-31T23:59:59Z")).toBe("9999-12-31T23:59:59.000Z");
    expect(read("2024-02-29T00:00:00Z")).toBe("2024-02-29T00:00:00.000Z");
  });

  test("a leap second stays in its own day", () => {
    expect(read("2016-12-31T23:59:60Z")).toBe("2016-12-31T23:59:59.999Z");
    expect(read("2017-01-01T00:59:60.5+01:00")).toBe("2016-12-31T23:59:59.999Z");
    expect(read("2016-12-31T22:59:60Z")).toBeUndefined();
  });

  test("what they say below the millisecond is kept apart, and spelled again", () => {
    const spelled = (text: string) => formatInstant(instant(parseInstant(text) ?? Number.NaN), finerOf(text));
    expect(finerOf("2026-03-01T12:00:00Z")).toBe("");
    expect(finerOf("2026-03-01T12:00:00.123Z")).toBe("");
    expect(finerOf("2026-03-01T12:00:00.123000-03:00")).toBe("");
    expect(finerOf("2026-03-01T12:00:00.00050Z")).toBe("5");
    expect(spelled("2026-03-01T12:00:00.00050Z")).toBe("2026-03-01T12:00:00.0005Z");
    expect(spelled("2026-03-01T09:00:00.123456700-03:00")).toBe("2026-03-01T12:00:00.1234567Z");
    expect(spelled("2016-12-31T23:59:60.250Z")).toBe("2016-12-31T23:59:60.25Z");
    expect(spelled("2016-12-31T23:59:60.000Z")).toBe("2016-12-31T23:59:60Z");
  });

  test("are ordered to the last digit", () => {
    const ascending = `2016-12-31T23:59:59.999Z|2016-12-31T23:59:59.9990001Z|2016-12-31T23:59:59.99901Z
      2016-12-31T23:59:59.9991Z|2016-12-31T23:59:59.99999999999Z|2016-12-31T23:59:60Z|2016-12-31T23:59:60.0009Z
      2016-12-31T23:59:60.25Z|2017-01-01T00:00:00Z|2017-01-01T00:00:00.0001Z|2016-12-31T21:00:00.00011-03:00`;
    const all = ascending.split(/\||\n\s+/).map((text) => ({ at: instant(parseInstant(text) ?? 0.5), text }));
    const order = (a: (typeof all)[0], b: (typeof all)[0]) =>
      Math.sign(compareInstants(a.at, finerOf(a.text), b.at, finerOf(b.text)));
    all.forEach((a, i) => {
      all.forEach((b, j) => {
        expect([a.text, b.text, order(a, b)]).toEqual([a.text, b.text, Math.sign(i - j)]);
      });
    });
  });

  test("nothing else", () => {
    const bad = `2026-03-01|2026-03-01T12:00Z|2026-03-01T12:00:00|2026-03-01 12:00:00Z|2026-02-29T00:00:00Z|1900-02-29T00:00:00Z
      2026-00-01T00:00:00Z|2026-13-01T00:00:00Z|2026-04-31T00:00:00Z|2026-03-00T00:00:00Z|2026-03-01T24:00:00Z|2026-03-01T12:60:00Z
      2026-03-01T12:00:61Z|2026-03-01T12:00:00.Z|2026-03-01T12:00:00,5Z|2026-03-01T12:00:00+24:00|2026-03-01T12:00:00+01:60
      2026-03-01T12:00:00+0100|2026-03-01T12:00:00+01|2026-03-01T12:00:00ZZ|2026-03-01T12:00:00Z |+2026-03-01T12:00:00Z
      26-03-01T12:00:00Z|2026-3-1T12:00:00Z|20260301T120000Z|2026-03-01T12:00:00 Z|0000-01-01T00:00:00+00:01|-001-01-01T00:00:00Z
      9999-12-31T23:59:59-00:01|٢٠٢٦-03-01T12:00:00Z|2026-03-01T12:00:00.1|1772366400000`;
    for (const text of bad.split(/\||\n\s+/)) expect([text, read(text)]).toEqual([text, undefined]);
  });

  test("agree with Date on every instant", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (epoch) => {
        expect(parseInstant(new Date(epoch).toISOString())).toBe(epoch);
        const day = new Date(epoch);
        const days = daysFromEpoch(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
        expect(days).toBe(Math.floor(epoch / 86_400_000));
      }),
    );
  });

  test("are whole milliseconds", () => {
    expect([0, 1.5, 1e15, Number.NaN, "0"].map(isInstant)).toEqual([true, false, false, false, false]);
    expect(() => instant(1e15)).toThrow(Broken);
  });
});

describe("the calendar of a time zone", () => {
  const day = (zone: string, text: string) =>
    new Date(dayIn(zone, Date.parse(text)) * 86_400_000).toISOString().slice(0, 10);

  test("turns the day at local midnight, also when clocks change", () => {
    expect(day("America/Sao_Paulo", "2026-03-01T02:59:59Z")).toBe("2026-02-28");
    expect(day("America/Sao_Paulo", "2026-03-01T03:00:00Z")).toBe("2026-03-01");
    expect(day("Pacific/Apia", "2011-12-30T09:59:59Z")).toBe("2011-12-29");
    expect(day("Pacific/Apia", "2011-12-30T10:00:00Z")).toBe("2011-12-31");
    expect(day("Asia/Kathmandu", "2026-04-30T18:15:00Z")).toBe("2026-05-01");
  });

  test("is right within a quarter of an hour in which the offset changes", () => {
    // St John's left summer time at 00:01 local: one minute of November, then October again.
    expect(day("America/St_Johns", "2009-11-01T02:29:59Z")).toBe("2009-10-31");
    expect(day("America/St_Johns", "2009-11-01T02:30:30Z")).toBe("2009-11-01");
    expect(day("America/St_Johns", "2009-11-01T02:31:00Z")).toBe("2009-10-31");
    expect(day("America/St_Johns", "2009-11-01T03:30:00Z")).toBe("2009-11-01");
    expect(offsetAt("UTC", 0)).toBe(0);
  });

  test("has a name, not an offset", () => {
    expect(["UTC", "America/Sao_Paulo", "Etc/GMT+3", "Asia/Calcutta"].map(isTimeZone)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["+01:00", "-03:00", "", "Mars/Olympus", "Z"].map(isTimeZone)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    // Abbreviations and old names that Node reads as places far away.
    expect(["BST", "IST", "PST", "SystemV/EST5", "US/Pacific-New"].filter(isTimeZone)).toEqual([]);
    expect(["EST", "GMT0", "NZ-CHAT", "US/Pacific", "america/new_york"].filter(isTimeZone)).toHaveLength(5);
    expect(() => dayIn("UTC", Number.NaN)).toThrow(Broken);
  });
});

test("the calendar of a zone agrees with Intl at every instant, near changes of clocks too", () => {
  const zones = [
    "America/Sao_Paulo",
    "America/St_Johns",
    "Pacific/Apia",
    "Europe/Lisbon",
    "Africa/Monrovia",
    "Asia/Kathmandu",
  ];
  const seconds = fc.integer({ min: -2_500_000_000, max: 2_500_000_000 });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      seconds,
      fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 5 }),
      (zone, start, steps) => {
        const format = new Intl.DateTimeFormat("en-CA", {
          timeZone: zone,
          year: "numeric",
          month: "2-digit",
          day: "2-digit",
        });
        for (const at of [start, ...steps.map((step) => start + step)].map((one) => one * 1000 + 999)) {
          expect(new Date(dayIn(zone, at) * 86_400_000).toISOString().slice(0, 10)).toBe(format.format(at));
        }
      },
    ),
    { numRuns: 300 },
  );
});
