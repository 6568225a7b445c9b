// The few pictures that stand for words, drawn on a grid of 20 with one line of 1.5. Always beside a word or
// a label. It never imports an icon package: those weigh more than the rest of the browser's half together.
//   <Icon name="sales" />
const SHAPES = {
  overview: "M3.5 10.5 10 4l6.5 6.5M5.5 9v7h9V9",
  sales: "M4 5.5h12M4 10h12M4 14.5h7",
  parties:
    "M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c0-2.5 2.2-4 5-4s5 1.5 5 4M13 4.3a2.6 2.6 0 0 1 0 5M14.5 12.2c1.9.5 3 1.9 3 3.8",
  imports: "M10 3.5v8.5m0 0 3.5-3.5M10 12 6.5 8.5M3.5 13v3.5h13V13",
  parked: "M10 6v4.2l2.8 1.8M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z",
  search: "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17",
  menu: "M3.5 6h13M3.5 10h13M3.5 14h13",
  close: "m5 5 10 10M15 5 5 15",
  right: "m8 5 5 5-5 5",
  left: "m12 5-5 5 5 5",
  down: "m5 8 5 5 5-5",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  warning: "M10 7.5v3.5m0 2.5v.01M10 3.5l7.5 13h-15Z",
  info: "M10 9v4.5M10 6.5v.01M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z",
  plus: "M10 4v12M4 10h12",
  undo: "M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5",
  sun: "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1",
  moon: "M16 12.2A6.5 6.5 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2Z",
  machine: "M3 4.5h14v9H3ZM7.5 16.5h5M10 13.5v3",
  file: "M5 3h6.5L15 6.5V17H5ZM11 3v4h4",
  download: "M10 3.5V12m0 0 3.5-3.5M10 12 6.5 8.5M4 16h12",
  language: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c4.5 4 4.5 10 0 14-4.5-4-4.5-10 0-14Z",
  leave: "M8 4H4v12h4M12.5 6.5 16 10l-3.5 3.5M16 10H8",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.3-2.3a3 3 0 0 0-4.3-4.3l-.8.8M11.5 8.5a3 3 0 0 0-4.3 0l-2.3 2.3a3 3 0 0 0 4.3 4.3l.8-.8",
  mail: "M3 5h14v10H3ZM3.5 5.5 10 11l6.5-5.5",
  switch: "m7 8 3-3 3 3M7 12l3 3 3-3",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path
        d={SHAPES[name]}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
