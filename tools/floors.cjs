// The floors of the house, bottom to top, and what each room sees: the table behind the import rule and its
// picture. Never a copy of docs: docs/floors.svg is drawn from this and from the real imports.
// Example: sees("ledger") → ["ledger", "db", "base"]; sees("flows") → flows, every room and all that is below
// them
const FLOORS = [
  { name: "ground", rooms: ["base"] },
  { name: "store", rooms: ["db"] },
  { name: "tools", rooms: ["access", "engine", "wire"] },
  {
    name: "rooms",
    rooms: [
      "workspaces",
      "parties",
      "products",
      "contracts",
      "affiliates",
      "findings",
      "sales",
      "sources",
      "ledger",
      "statements",
      "payouts",
      "questions",
      "notices",
      "reports",
    ],
  },
  { name: "stories", rooms: ["flows"] },
  { name: "doors", rooms: ["server", "cli", "web"] },
];

/** Rooms that see less than all that is below them. */
const TIGHTER = {
  engine: ["base"],
  wire: ["base"],
  ledger: ["db", "base"],
  reports: ["access", "db", "base"],
  web: ["wire", "base"],
};

const ROOMS = FLOORS.flatMap((floor) => floor.rooms);

/**
 * @param {string} room
 * @returns {string[]} the rooms whose files a file of this room may import, its own first
 */
function sees(room) {
  const level = FLOORS.findIndex((floor) => floor.rooms.includes(room));
  const below = FLOORS.slice(0, level).flatMap((floor) => floor.rooms);
  const tighter = /** @type {Record<string, string[]>} */ (TIGHTER)[room];
  return [room, ...(tighter ?? below)];
}

module.exports = { FLOORS, ROOMS, sees };
