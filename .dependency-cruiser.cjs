// The one rule of the house, for dependency-cruiser: a file imports from its own room or from a lower floor, never up,
// never sideways. What each room sees is in tools/floors.cjs; test/house/floors.test.ts plants a wrong import per rule.
// Example: an import of src/sales from src/ledger → "ledger-keeps-to-its-floor"
const { ROOMS, sees } = require("./tools/floors.cjs");

const floors = ROOMS.map((room) => ({
  name: `${room}-keeps-to-its-floor`,
  comment: `${room} sees only ${sees(room).join(", ")}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: `^src/(${sees(room).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...floors,
    {
      name: "every-file-lies-in-a-room",
      comment: "a new room needs a line in tools/floors.cjs and a decision",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: `^src/(${ROOMS.join("|")})/` },
    },
    {
      name: "no-stranger-lives-in-src",
      comment: "a new room needs a line in tools/floors.cjs and a decision",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${ROOMS.join("|")})/` },
      to: {},
    },
    {
      name: "engine-sees-no-package",
      comment: "the engine is pure: no clock, no randomness, no database, no package, nothing of Node",
      severity: "error",
      from: { path: "^src/engine/" },
      to: {
        dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "unknown"],
      },
    },
    {
      name: "only-db-sees-the-driver",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/db/" },
      to: { path: "node_modules/(@types/)?pg/" },
    },
    {
      name: "web-sees-nothing-of-node",
      severity: "error",
      from: { path: "^src/(web|wire)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "parts-do-not-know-their-pages",
      comment: "in web, console and portal are built of everything else, and nothing is built of them",
      severity: "error",
      from: { path: "^src/web/(?!console/|portal/)[^/]+/" },
      to: { path: "^src/web/(console|portal)/" },
    },
    {
      name: "console-and-portal-are-apart",
      severity: "error",
      from: { path: "^src/web/(console|portal)/" },
      to: { path: "^src/web/(console|portal)/", pathNot: "^src/web/$1/" },
    },
    {
      name: "the-auditor-knows-nothing-of-the-product",
      severity: "error",
      from: { path: "^test/simulation/(auditor|split-text)" },
      to: { path: "^src/" },
    },
    {
      name: "the-product-knows-nothing-of-its-tests",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|tools|bench|bin)/" },
    },
    {
      name: "no-cycle",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "nothing-missing",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-development-package-in-the-product",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|data|bench/results)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
