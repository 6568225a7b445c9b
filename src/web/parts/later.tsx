// A component whose code is fetched when it is first drawn: a dialog that most never open, a tab that most
// never see. It never fetches by itself before; what stands in its place meanwhile is handed in, or nothing.
//   const RefundSale = later(() => import("./refund-sale.tsx"), "RefundSale");
import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from "react";
import { heedPresses } from "./last-pressed.ts";

export function later<K extends string, P extends object>(
  load: () => Promise<Record<K, ComponentType<P>>>,
  name: K,
  standIn: ReactNode = null,
): (props: P) => ReactNode {
  heedPresses();
  const Fetched = lazy(async () => ({ default: (await load())[name] as ComponentType<object> }));
  return function Later(props: P) {
    return <Suspense fallback={standIn}>{createElement(Fetched, props)}</Suspense>;
  };
}
