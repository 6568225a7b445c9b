// Tells the server that the bootstrap which started it is gone, even by kill -9, so that it stops with its
// database. The bootstrap holds the other end of a channel that the system closes when it dies. Started
// without one (by hand, by a service), the callback is never called.
// Example: onParentGone(() => stop("the starting process is gone")) → called at once after kill -9 of
// bin/bootstrap.mjs

/** Calls back once when the starting process is gone; does not keep this process alive. */
export function onParentGone(callback: () => void): void {
  if (typeof process.send !== "function") return;
  if (!process.connected) {
    callback();
    return;
  }
  process.once("disconnect", callback);
  process.channel?.unref();
}
