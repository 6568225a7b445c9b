// Draws docs/floors.svg: the floors of the house, its rooms, and every real import between rooms as a line
// whose thickness counts the imports. Reads what dependency-cruiser finds; the same code gives the same
// bytes. Never judges: .dependency-cruiser.cjs does. Example: node tools/draw-floors.ts → "docs/floors.svg:
// 17 rooms, 41 ways"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";

interface Box {
  x: number;
  y: number;
  width: number;
}

const { FLOORS } = createRequire(import.meta.url)("./floors.cjs") as {
  FLOORS: { name: string; rooms: string[] }[];
};
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SIZE = { width: 1240, margin: 24, label: 80, floor: 104, box: 36, gap: 12 };

/** "flows>sales" → how many imports. */
async function countWays(): Promise<Map<string, number>> {
  process.chdir(root);
  const { output } = await cruise(["src"], {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    ruleSet: {},
  });
  const ways = new Map<string, number>();
  for (const module of (output as ICruiseResult).modules) {
    for (const dependency of module.dependencies) {
      const [from, to] = [roomOf(module.source), roomOf(dependency.resolved)];
      if (!from || !to || from === to) continue;
      ways.set(`${from}>${to}`, (ways.get(`${from}>${to}`) ?? 0) + 1);
    }
  }
  return new Map([...ways].sort());
}

function roomOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** Rooms that have files, each with its place; the ground lies at the bottom. */
function layOut(): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [index, floor] of [...FLOORS].reverse().entries()) {
    const space = SIZE.width - 2 * SIZE.margin - SIZE.label;
    const rooms = floor.rooms.filter((room) => existsSync(join(root, "src", room)));
    const slot = space / Math.max(1, rooms.length);
    const width = Math.min(150, slot - SIZE.gap);
    const left = SIZE.margin + SIZE.label + (slot - width) / 2;
    const y = SIZE.margin + index * SIZE.floor + (SIZE.floor - SIZE.box) / 2;
    for (const [at, room] of rooms.entries()) boxes.set(room, { x: left + at * slot, y, width });
  }
  return boxes;
}

function drawWay(from: Box, to: Box, count: number): string {
  const [x1, y1] = [from.x + from.width / 2, from.y + SIZE.box];
  const [x2, y2] = [to.x + to.width / 2, to.y];
  const bend = (y2 - y1) / 2;
  const points = [x1, y1 + bend, x2, y2 - bend, x2, y2].map(round).join(" ");
  const path = `M${round(x1)} ${round(y1)}C${points}`;
  return `<path d="${path}" stroke-width="${round(0.6 + Math.log2(count) / 2)}"/>`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function drawBox(room: string, { x, y, width }: Box): string {
  const middle = round(x + width / 2);
  return (
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${SIZE.box}" rx="6" fill="#f8fafc" stroke="#334155"/>` +
    `<text x="${middle}" y="${round(y + SIZE.box / 2 + 5)}" text-anchor="middle">${room}</text>`
  );
}

function drawFloor(name: string, index: number): string {
  const y = SIZE.margin + index * SIZE.floor;
  const right = SIZE.width - SIZE.margin;
  const line = `<line x1="${SIZE.margin}" x2="${right}" y1="${y}" y2="${y}" stroke="#e2e8f0"/>`;
  return `${index === 0 ? "" : line}<text x="${SIZE.margin}" y="${y + SIZE.floor / 2 + 5}">${name}</text>`;
}

function draw(ways: Map<string, number>, boxes: Map<string, Box>): string {
  const height = 2 * SIZE.margin + FLOORS.length * SIZE.floor;
  const lines = [...ways].map(([way, count]) => {
    const [from = "", to = ""] = way.split(">");
    const [above, below] = [boxes.get(from), boxes.get(to)];
    return above && below ? drawWay(above, below, count) : "";
  });
  const floors = [...FLOORS].reverse().map((floor, index) => drawFloor(floor.name, index));
  const rooms = [...boxes].map(([room, box]) => drawBox(room, box));
  const look = 'font-family="system-ui, sans-serif" font-size="14"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" ${look}>`,
    "<title>The floors of the house, and every import between its rooms</title>",
    `<rect width="${SIZE.width}" height="${height}" fill="#ffffff"/>`,
    `<g fill="#64748b">\n${floors.join("\n")}\n</g>`,
    `<g fill="none" stroke="#0f766e" stroke-opacity="0.45">\n${lines.filter(Boolean).join("\n")}\n</g>`,
    `<g fill="#0f172a">\n${rooms.join("\n")}\n</g>`,
    "</svg>\n",
  ].join("\n");
}

const file = join(root, "docs", "floors.svg");
const ways = await countWays();
const boxes = layOut();
const picture = draw(ways, boxes);
mkdirSync(dirname(file), { recursive: true });
const changed = !existsSync(file) || readFileSync(file, "utf8") !== picture;
if (changed) writeFileSync(file, picture);
console.log(`docs/floors.svg: ${boxes.size} rooms, ${ways.size} ways${changed ? ", drawn anew" : ""}`);
