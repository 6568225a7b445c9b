// What a chart is told, for the frame and for the drawing, which loads later. Never computes a finding.
// Example: { finding: "Sales doubled in March", kind: "columns", points: ["Jan", "Feb", "Mar"], series: […]
// }.
import type { ReactNode } from "react";

export interface ChartSeries {
  key: string;
  name: string;
  colour: string;
  /** Minor units where the chart has a currency, else counts; one a point. */
  values: readonly number[];
}

/** Something that began or ended at a point, marked by a line with a word. */
export interface ChartMark {
  key: string;
  index: number;
  label: string;
}

export interface ChartProps {
  /** The title: what one sees in it, as a sentence. */
  finding: string;
  kind: "columns" | "line";
  /** What the points are: "Day". */
  pointHead: string;
  /** Short, as they stand under the axis. */
  points: readonly string[];
  /** Longer, where the short one is not enough by itself: with its year. */
  pointsInFull?: readonly string[];
  series: readonly ChartSeries[];
  currency?: string;
  /** Below the finding: over which time, in which zone. */
  says?: ReactNode;
  height?: number;
  /** Where a point leads: its sales. */
  linkOf?: (index: number) => string | undefined;
  /** The heading's level; "none" where the section's own title is the finding. */
  level?: 2 | 3 | "none";
  marks?: readonly ChartMark[];
  isLoading?: boolean;
}

export interface Spoken {
  exact: (value: number) => string;
  short: (value: number) => string;
}
