export function explain(..._: unknown[]): unknown {
  return [];
}
export function explainReversal(..._: unknown[]): unknown {
  return [];
}
