// One act for several things, asked once: what follows, then each in its turn with how far it is, and at the
// end what failed by name and why, to try again. It never stops at the first that fails, and never says done
// of what failed.
//   <ConfirmEach title="Release 3 commissions?" act="Release 3 commissions" items={picked} nameOf={…}
//   each={(one) => release(one)} onSettled={…} onClose={…} />
import type { ReactNode } from "react";
import type { EachProps } from "./each-props.ts";
import { later } from "./later.tsx";

export const ConfirmEach = later(() => import("./each-window.tsx"), "EachWindow") as <T>(
  props: EachProps<T>,
) => ReactNode;
