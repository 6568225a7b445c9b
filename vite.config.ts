// Builds the browser's half into dist/web: static files that the server sends as they are.
// It never puts a script or a style inside the page, so that a policy without unsafe-inline and without a nonce holds.
// Example: npm run build:web → dist/web/index.html, dist/web/assets/…; vite --port 5173 serves it with /v1 passed on.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { splitWords } from "./tools/split-words.ts";

const server = process.env.PARTAGE_SERVER ?? "http://127.0.0.1:4000";
const passedOn = ["/v1", "/auth", "/openapi.json", "/docs", "/healthz", "/readyz"];

export default defineConfig({
  root: fileURLToPath(new URL("./src/web", import.meta.url)),
  cacheDir: fileURLToPath(new URL("./node_modules/.vite", import.meta.url)),
  plugins: [splitWords(), react()],
  build: {
    outDir: fileURLToPath(new URL("./dist/web", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // A part that a page does not draw is not loaded for being named beside one that it does.
      treeshake: { moduleSideEffects: [{ test: /\/src\/web\/parts\/[a-z-]+\.tsx?$/, sideEffects: false }] },
    },
  },
  server: {
    host: "127.0.0.1",
    strictPort: true,
    proxy: Object.fromEntries(passedOn.map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
