// Sets light or dark before the first paint, so that a dark room never sees a white flash.
// A file of its own because the page allows no script inside itself.
// Example: stored "auto" on a dark machine → <html data-mantine-color-scheme="dark">.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("partage-scheme");
  } catch {
    // Storage may be forbidden; then the machine decides.
  }
  const isDark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
})();
