import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Menu,
  Tooltip,
} from "@mantine/core";
import type { Environment } from "../../shared/kernel/environment.ts";

/** What a colour is for. Components name a role, never a hex value; every role exists in both schemes. */
export type ColorRole =
  | "base" // window chrome: rail, status line, table head
  | "surface" // where work happens: tables, pages
  | "raised" // the detail pane, inputs, group headers
  | "overlay" // menus, palette, drawers, toasts
  | "hover"
  | "selected"
  | "line" // a hairline between things
  | "rule" // a firmer one: panes, secondary buttons
  | "edge" // the boundary of an input, 3:1 on what surrounds it
  | "text"
  | "text2" // supporting values
  | "text3" // labels, units, times; not on a tint
  | "ink" // the one primary action
  | "inkText"
  | "accent" // focus, selection, links
  | StatusTone;

/** A tone never stands alone: whatever wears it also has a glyph and a word. */
export type StatusTone = "ok" | "wait" | "warn" | "bad" | "clash" | "off";

type Palette = Readonly<Record<ColorRole, string>>;

export const palette: { readonly dark: Palette; readonly light: Palette } = {
  dark: {
    base: "#0b0c0e",
    surface: "#111316",
    raised: "#16181c",
    overlay: "#1b1e22",
    hover: "#1b1e22",
    selected: "#17243a",
    line: "#22252a",
    rule: "#32363d",
    edge: "#6a717b",
    text: "#eceef1",
    text2: "#b1b7bf",
    text3: "#9097a1",
    ink: "#eceef1",
    inkText: "#0b0c0e",
    accent: "#6ea8ff",
    ok: "#45c486",
    wait: "#6ea8ff",
    warn: "#e9ad3f",
    bad: "#ff7468",
    clash: "#e487d0",
    off: "#959ca6",
  },
  light: {
    base: "#f3f3f1",
    surface: "#ffffff",
    raised: "#f9f9f7",
    overlay: "#ffffff",
    hover: "#f2f2ef",
    selected: "#e4eefc",
    line: "#e4e4e0",
    rule: "#cfcfca",
    edge: "#878985",
    text: "#16181b",
    text2: "#494d54",
    text3: "#5f636a",
    ink: "#16181b",
    inkText: "#ffffff",
    accent: "#1c5fd0",
    ok: "#0f7046",
    wait: "#1c5fd0",
    warn: "#855000",
    bad: "#bd2a20",
    clash: "#a0257f",
    off: "#5a5f67",
  },
};

/** For marks that are not text (bars, strips, charts): brighter in the light scheme, 3:1 on the surface. */
export const fills: {
  readonly dark: Readonly<Record<StatusTone, string>>;
  readonly light: Readonly<Record<StatusTone, string>>;
} = {
  dark: { ok: "#2f8f61", wait: "#5288d8", warn: "#c9922f", bad: "#ff7468", clash: "#e487d0", off: "#6b727c" },
  light: { ok: "#359167", wait: "#3f7fe0", warn: "#b87500", bad: "#dd4336", clash: "#c04aa0", off: "#82878f" },
};

/** One environment's bar: `tag` is behind the word, `well` behind the search field, `frame` runs round the window. */
export interface EnvironmentColors {
  readonly bar: string;
  readonly barText: string;
  readonly tag: string;
  readonly tagText: string;
  readonly well: string;
  readonly wellText: string;
  readonly frame: string;
}

/** The same in both schemes, so that LIVE looks like LIVE on every machine. TEST is bright, the others are dark. */
export const environments: Readonly<Record<Environment, EnvironmentColors>> = {
  sandbox: {
    bar: "#2c2156",
    barText: "#d9d0ff",
    tag: "#a892ff",
    tagText: "#150d33",
    well: "#1e163a",
    wellText: "#d9d0ff",
    frame: "#6f57d9",
  },
  test: {
    bar: "#d39a12",
    barText: "#1d1400",
    tag: "#1d1400",
    tagText: "#ffd777",
    well: "#382803",
    wellText: "#ffe6ae",
    frame: "#b57f06",
  },
  live: {
    bar: "#a30f24",
    barText: "#ffffff",
    tag: "#ffffff",
    tagText: "#8f0a1d",
    well: "#6f0a18",
    wellText: "#ffffff",
    frame: "#d31f38",
  },
};

/** Ten shades of one value: Mantine's variants then resolve to the role itself, in either scheme. */
const flat = (v: string): MantineColorsTuple => [v, v, v, v, v, v, v, v, v, v];

/** Mantine's own components read the `dark` and `gray` ramps; these put our surfaces at the indices that it uses. */
const graphite: MantineColorsTuple = [
  "#eceef1",
  "#b1b7bf",
  "#9097a1",
  "#747b85",
  "#32363d",
  "#1b1e22",
  "#16181c",
  "#111316",
  "#0d0f11",
  "#0b0c0e",
];
const paper: MantineColorsTuple = [
  "#f9f9f7",
  "#f3f3f1",
  "#e4e4e0",
  "#cfcfca",
  "#b4b5b0",
  "#878985",
  "#5f636a",
  "#494d54",
  "#2b2e33",
  "#16181b",
];

/** Mantine's theme: sizes, radii and fonts of the console, and the defaults of its components. */
export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: 5,
  colors: { dark: graphite, gray: paper, ink: flat(palette.dark.ink), bad: flat(palette.dark.bad) },
  white: "#ffffff",
  black: palette.light.text,
  fontFamily: "'Geist Variable', 'Inter', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'Geist Mono Variable', ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "14px", xl: "16px" },
  lineHeights: { xs: "16px", sm: "16px", md: "20px", lg: "20px", xl: "22px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "14px" },
  defaultRadius: "sm",
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  // Mantine writes white on every filled button; our primary is light in the dark scheme.
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    const ink = input.variant === "filled" && (input.color ?? "ink") === "ink";
    return ink ? { ...resolved, color: "var(--wb-inkText)" } : resolved;
  },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "16px", lineHeight: "22px" },
      h2: { fontSize: "14px", lineHeight: "20px" },
      h3: { fontSize: "13px", lineHeight: "20px" },
      h4: { fontSize: "12px", lineHeight: "16px" },
    },
  },
  components: {
    Button: Button.extend({ defaultProps: { size: "xs", variant: "default" } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 28, variant: "subtle", color: "gray" } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        withArrow: false,
        position: "bottom",
        events: { hover: true, focus: true, touch: true },
      },
    }),
    Menu: Menu.extend({
      // Inside its landmark, and without the placeholder that no menu may have among its items.
      defaultProps: { position: "bottom-end", offset: 4, withinPortal: false, withInitialFocusPlaceholder: false },
    }),
  },
});

function roles(scheme: "dark" | "light"): Record<`--${string}`, string> {
  const colors = palette[scheme];
  const tint = scheme === "dark" ? "11%" : "8%";
  const out: Record<`--${string}`, string> = {};
  for (const [role, value] of Object.entries(colors)) out[`--wb-${role}`] = value;
  for (const tone of ["ok", "wait", "warn", "bad", "clash", "off"] as const) {
    out[`--wb-${tone}-fill`] = fills[scheme][tone];
    out[`--wb-${tone}-tint`] = `color-mix(in srgb, ${colors[tone]} ${tint}, transparent)`;
  }
  return {
    ...out,
    "--wb-shadow":
      scheme === "dark" ? "0 0 0 1px #32363d, 0 18px 48px #000c" : "0 0 0 1px #d9d9d4, 0 18px 48px #16181b2e",
    "--mantine-color-body": colors.surface,
    "--mantine-color-text": colors.text,
    "--mantine-color-bright": colors.text,
    "--mantine-color-dimmed": colors.text3,
    "--mantine-color-placeholder": colors.text3,
    "--mantine-color-anchor": colors.accent,
    "--mantine-color-error": colors.bad,
    "--mantine-color-default": colors.raised,
    "--mantine-color-default-hover": colors.hover,
    "--mantine-color-default-color": colors.text,
    "--mantine-color-default-border": colors.rule,
    "--mantine-color-disabled": colors.raised,
    "--mantine-color-disabled-color": colors.text3,
    "--mantine-color-disabled-border": colors.line,
    "--mantine-primary-color-contrast": colors.inkText,
    "--mantine-color-ink-filled": colors.ink,
    "--mantine-color-ink-filled-hover": scheme === "dark" ? "#cfd3d8" : "#34383e",
    "--mantine-color-ink-text": colors.text,
    "--mantine-color-ink-light": colors.hover,
    "--mantine-color-ink-light-hover": colors.line,
    "--mantine-color-ink-light-color": colors.text,
    "--mantine-color-ink-outline": colors.rule,
    "--mantine-color-ink-outline-hover": colors.hover,
    "--mantine-color-gray-text": colors.text2,
    "--mantine-color-gray-light-hover": colors.hover,
    "--mantine-color-bad-text": colors.bad,
    "--mantine-color-bad-outline": colors.bad,
    "--mantine-color-bad-outline-hover": `color-mix(in srgb, ${colors.bad} ${tint}, transparent)`,
    "--mantine-color-bad-filled": scheme === "dark" ? "#c93a30" : colors.bad,
    "--mantine-color-bad-filled-hover": scheme === "dark" ? "#b3322a" : "#a3241b",
  };
}

/** Pass to `MantineProvider`: publishes every role as `--wb-<role>` and points Mantine's variables at the same values. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared: Record<`--${string}`, string> = {};
  for (const [name, colors] of Object.entries(environments))
    for (const [part, value] of Object.entries(colors)) shared[`--wb-${name}-${part}`] = value;
  return { variables: shared, dark: roles("dark"), light: roles("light") };
};
