// The set: type, paper and ink, one accent, corners, and how Mantine's own parts wear them. It holds no
// layout and no page's rule. Its variables become one constructed style sheet, because the page allows no
// style inside itself: useTheme() once, before the first paint.
//   body on light #FBFAF7 / #1C1B19, on dark #141412 / #ECE9E2; what can be acted on #0B6B63 / #4FB3A6
import {
  type CSSVariablesResolver,
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from "@mantine/core";

const SANS = '"Inter Variable", ui-sans-serif, system-ui, sans-serif';
export const SERIF = '"Source Serif 4 Variable", ui-serif, Georgia, serif';

export const theme = createTheme({
  fontFamily: SANS,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  headings: { fontFamily: SERIF, fontWeight: "500" },
  white: "#FFFFFF",
  black: "#1C1B19",
  primaryColor: "verdigris",
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: "pointer",
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  colors: {
    verdigris: [
      "#EDF5F3",
      "#D8EAE6",
      "#B2D6CF",
      "#82C3B8",
      "#4FB3A6",
      "#2E978B",
      "#177E74",
      "#0B6B63",
      "#085750",
      "#05423D",
    ],
    amber: [
      "#FCF4E1",
      "#F8E8C4",
      "#F0D08C",
      "#E6B653",
      "#DBA13A",
      "#BC8220",
      "#9A6710",
      "#835506",
      "#6A4404",
      "#4F3202",
    ],
    brick: [
      "#FBEEEA",
      "#F6DDD6",
      "#EEBCB0",
      "#E79B8B",
      "#E58570",
      "#CB5F48",
      "#B24530",
      "#9A3723",
      "#7E2A19",
      "#5F1E11",
    ],
    gray: [
      "#F5F3EE",
      "#EDEAE2",
      "#E2DED4",
      "#D2CDC0",
      "#B3ADA0",
      "#8E887C",
      "#716C61",
      "#5C5850",
      "#3D3A35",
      "#262421",
    ],
    dark: [
      "#ECE9E2",
      "#C9C5BB",
      "#A8A399",
      "#8A857B",
      "#57534C",
      "#3A3733",
      "#2A2825",
      "#1D1C1A",
      "#141412",
      "#0D0D0B",
    ],
  },
  components: {
    Button: { defaultProps: { size: "sm", variant: "filled" } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: false, transitionProps: { duration: 100 } } },
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        overlayProps: { backgroundOpacity: 0.32 },
        transitionProps: { duration: 120, transition: "fade" },
      },
    },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 140 } } },
    // The first item takes the focus: Mantine's stand-in for it is no item, and a menu holds items only.
    Menu: {
      defaultProps: { shadow: "md", transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false },
    },
    Select: { defaultProps: { withCheckIcon: true, checkIconPosition: "right", allowDeselect: false } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Anchor: { defaultProps: { underline: "hover" } },
  },
});

const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#FBFAF7",
    "--mantine-color-text": "#1C1B19",
    "--mantine-color-dimmed": "#635E55",
    "--mantine-color-placeholder": "#757064",
    "--mantine-color-default": "#FFFFFF",
    "--mantine-color-default-hover": "#F5F3EE",
    "--mantine-color-default-border": "#CFC9BC",
    "--mantine-color-error": "#9A3723",
    "--mantine-color-anchor": "#0B6B63",
  },
  dark: {
    "--mantine-color-body": "#141412",
    "--mantine-color-text": "#ECE9E2",
    "--mantine-color-dimmed": "#A8A399",
    "--mantine-color-placeholder": "#8A857B",
    "--mantine-color-default": "#1D1C1A",
    "--mantine-color-default-hover": "#262422",
    "--mantine-color-default-border": "#454139",
    "--mantine-color-error": "#E99A87",
    "--mantine-color-anchor": "#5FC0B3",
    // What takes away, in a menu.
    "--mantine-color-brick-light-color": "#E99A87",
  },
});

/** Puts Mantine's variables into the document without a style element. Call it once, before rendering. */
export function installTheme(): void {
  const full = mergeMantineTheme(DEFAULT_THEME, theme);
  const base = defaultCssVariablesResolver(full);
  const own = resolver(full);
  const css = convertCssVariables(
    {
      variables: { ...base.variables, ...own.variables },
      light: { ...base.light, ...own.light, "--mantine-color-scheme": "light" },
      dark: { ...base.dark, ...own.dark, "--mantine-color-scheme": "dark" },
    },
    ":root",
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
