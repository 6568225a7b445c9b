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
  question: "M4 4h12v9.5H9.5L6 16.5v-3H4ZM8.4 7.4a1.7 1.7 0 1 1 2.4 1.6c-.5.2-.8.6-.8 1.1M10 11.6v.01",
  payouts: "M3.5 6.5h10v8h-10ZM6 6.5V4.5h10.5v8H13.5M8.5 12.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4",
  plus: "M10 4v12M4 10h12",
  undo: "M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5",
  sun: "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1",
  moon: "M16 12.2A6.5 6.5 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2Z",
  machine: "M3 4.5h14v9H3ZM7.5 16.5h5M10 13.5v3",
  file: "M5 3h6.5L15 6.5V17H5ZM11 3v4h4",
  download: "M10 3.5V12m0 0 3.5-3.5M10 12 6.5 8.5M4 16h12",
  language: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c4.5 4 4.5 10 0 14-4.5-4-4.5-10 0-14Z",
  leave: "M8 4H4v12h4M12.5 6.5 16 10l-3.5 3.5M16 10H8",
  coupon: "M3.5 5.5h13V8a2 2 0 0 0 0 4v2.5h-13V12a2 2 0 0 0 0-4ZM11.5 5.5v2m0 1.8v1.4m0 1.8v2",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.3-2.3a3 3 0 0 0-4.3-4.3l-.8.8M11.5 8.5a3 3 0 0 0-4.3 0l-2.3 2.3a3 3 0 0 0 4.3 4.3l.8-.8",
  agree: "M10 17H5V3h6.5L15 6.5v2M11 3v4h4M16.8 11.6l-4.3 4.3-2 .6.6-2 4.3-4.3ZM7.5 10.5h3",
  promote: "M4 8v4h2.5l6.5 3.5v-11L6.5 8ZM15.5 8.2a2.6 2.6 0 0 1 0 3.6M6.5 12l1 4",
  bell: "M5.5 8.5a4.5 4.5 0 0 1 9 0c0 4 1.5 5 1.5 5H4s1.5-1 1.5-5ZM8.3 16.2a1.8 1.8 0 0 0 3.4 0",
  mail: "M3 5h14v10H3ZM3.5 5.5 10 11l6.5-5.5",
  copy: "M7.5 7.5h9v9h-9ZM12.5 7.5v-4h-9v9h4",
  columns: "M3.5 4.5h13v11h-13ZM8 4.5v11M12.5 4.5v11",
  calendar: "M3.5 5.5h13v11h-13ZM3.5 9h13M7 3.5v3M13 3.5v3",
  table: "M3.5 4.5h13v11h-13ZM3.5 8.5h13M3.5 12h13M8.5 8.5v7",
  chart: "M3.5 16.5h13M6 16.5V11M10 16.5V5M14 16.5V8.5",
  up: "m5 12 5-5 5 5",
  settings:
    "M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM10 2.5v2.2M10 15.3v2.2M2.5 10h2.2M15.3 10h2.2M4.7 4.7l1.6 1.6M13.7 13.7l1.6 1.6M4.7 15.3l1.6-1.6M13.7 6.3l1.6-1.6",
  ledger: "M5 3.5h11v13H5a1.5 1.5 0 0 1 0-3h11M5 3.5A1.5 1.5 0 0 0 3.5 5v10M7.5 7h5",
  products: "M3.5 6.8 10 3.5l6.5 3.3v6.6L10 16.7l-6.5-3.3ZM3.5 6.8 10 10m0 0 6.5-3.2M10 10v6.7",
  sources: "M7 3.5V7m6-3.5V7M5 7h10v2.5a5 5 0 0 1-10 0ZM10 14.5v2.5",
  shield: "M10 3 4 5.2v4.3c0 3.6 2.5 6 6 7.5 3.5-1.5 6-3.9 6-7.5V5.2ZM7.5 10l1.8 1.8L13 8.2",
  key: "M12.5 10.5a3.5 3.5 0 1 0-3.2-2.1L3.5 14.2v2.3h2.3l.7-.7v-1.6h1.6l.7-.7V12h1.5l.8-.9c.4.2.9.3 1.4.3ZM13.3 6.7v.01",
  person: "M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 16.5c0-2.8 2.6-4.5 6-4.5s6 1.7 6 4.5",
  remove: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5",
  edit: "M4 16l.8-3.4L13.5 4l2.5 2.5-8.6 8.7ZM11.7 5.8l2.5 2.5",
  clock: "M10 6v4.2l2.8 1.8M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z",
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
