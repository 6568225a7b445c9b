// The pictures: a flow's bars and bands, and eight colours that stay apart for every kind of eye on both
// grounds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutFlow } from "../../src/web/parts/flow-layout.ts";
import { colours } from "../../src/web/parts/part-of.ts";

const part = fc.record({ amount: fc.integer({ min: -500, max: 100_000 }), isFirst: fc.boolean() });

describe("a flow", () => {
  test("gives every label its room and draws bars as long as their part", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
        const { rows, source, height } = layoutFlow({ parts, rowHeight: 44, barHeight: 260 });
        const whole = parts.reduce((sum, one) => sum + Math.max(0, one.amount), 0);
        rows.forEach((row, index) => {
          const next = rows[index + 1];
          if (next) expect(next.slot.y).toBeGreaterThanOrEqual(row.slot.y + 44);
          expect(row.bar.y + row.bar.height).toBeLessThanOrEqual(height + 0.001);
          const amount = Math.max(0, parts[index]?.amount ?? 0);
          if (whole > 0) expect(row.from.height).toBeCloseTo((amount / whole) * source.height, 6);
        });
      }),
    );
  });

  test("sends what leaves first past the middle, and nothing else", () => {
    const parts = [5242, 582, 3136, 1040].map((amount, index) => ({ amount, isFirst: index === 3 }));
    const { middle, middleFrom, rows, source } = layoutFlow({ parts, rowHeight: 44, barHeight: 260 });
    expect(middle?.height).toBeCloseTo(260 * 0.896, 6);
    expect(middleFrom?.height).toBeCloseTo(middle?.height ?? 0, 6);
    expect(rows[3]?.from.y).toBeCloseTo(source.y + 260 * 0.896, 6);
  });

  test("has no middle where nothing leaves first", () => {
    const parts = [{ amount: 1, isFirst: false }];
    expect(layoutFlow({ parts, rowHeight: 44, barHeight: 260 }).middle).toBeNull();
  });
});

test("a party keeps its colour, people have hues and fees are grey", () => {
  const given = colours([{ key: "ana" }, { key: "stripe", isFee: true }, { key: "bruno" }, { key: "ana" }]);
  expect(given).toEqual({ ana: "var(--party-1)", stripe: "var(--fee-1)", bruno: "var(--party-2)" });
});

test("a party with several parts wears one colour, and a fee of its own stays grey", () => {
  const given = colours([
    { key: "ana-producer", who: "ana" },
    { key: "lia-minimum", who: "lia" },
    { key: "lia-coproducer", who: "lia" },
    { key: "bruno-coproducer", who: "bruno" },
    { key: "ana-platform_fee", who: "ana", isFee: true },
  ]);
  expect(given).toEqual({
    "ana-producer": "var(--party-1)",
    "lia-minimum": "var(--party-2)",
    "lia-coproducer": "var(--party-2)",
    "bruno-coproducer": "var(--party-3)",
    "ana-platform_fee": "var(--fee-1)",
  });
});

const css = readFileSync(join(import.meta.dirname, "../../src/web/parts/set.css"), "utf8");
const palette = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (n) => new RegExp(`--party-${n}: (#[0-9a-f]{6})`).exec(css)?.[1] ?? "",
);

type Triple = [number, number, number];

const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;

/** Björn Ottosson's OKLab. */
function lab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const EYES: Record<string, [Triple, Triple, Triple]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seenBy(eye: string, hex: string): Triple {
  const [r, g, b] = linear(hex);
  const matrix = EYES[eye] as [Triple, Triple, Triple];
  const seen = matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b)));
  return lab(seen as Triple);
}

const apart = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const luminance = (hex: string) => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe("the eight hues", () => {
  test.each(Object.keys(EYES))("stay apart for %s eyes, neighbours more so", (eye) => {
    palette.forEach((one, i) => {
      palette.forEach((other, j) => {
        if (j <= i) return;
        const isNear = j - i <= 2 || j - i === 7;
        expect(apart(seenBy(eye, one), seenBy(eye, other)), `${one} ${other}`).toBeGreaterThan(
          isNear ? 0.08 : 0.06,
        );
      });
    });
  });

  test("are of like lightness and stand out from paper and ink", () => {
    const lightness = palette.map((hex) => lab(linear(hex))[0]);
    expect(Math.max(...lightness) - Math.min(...lightness)).toBeLessThan(0.11);
    for (const hex of palette) {
      expect(contrast(hex, "#fbfaf7"), hex).toBeGreaterThan(3);
      expect(contrast(hex, "#141412"), hex).toBeGreaterThan(3);
    }
  });
});
