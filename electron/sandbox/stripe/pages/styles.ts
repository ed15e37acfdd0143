import { createHash } from "node:crypto";

// The console's roles and values, in both schemes; see the design's colour table.
const roles = `
:root {
  color-scheme: light dark;
  --base: light-dark(#f3f3f1, #0b0c0e);
  --surface: light-dark(#ffffff, #111316);
  --raised: light-dark(#f9f9f7, #16181c);
  --hover: light-dark(#f2f2ef, #1b1e22);
  --selected: light-dark(#e4eefc, #17243a);
  --line: light-dark(#e4e4e0, #22252a);
  --rule: light-dark(#cfcfca, #32363d);
  --edge: light-dark(#878985, #6a717b);
  --text: light-dark(#16181b, #eceef1);
  --text2: light-dark(#494d54, #b1b7bf);
  --text3: light-dark(#5f636a, #9097a1);
  --ink: light-dark(#16181b, #eceef1);
  --ink-hover: light-dark(#34383e, #cfd3d8);
  --ink-text: light-dark(#ffffff, #0b0c0e);
  --accent: light-dark(#1c5fd0, #6ea8ff);
  --ok: light-dark(#0f7046, #45c486);
  --wait: light-dark(#1c5fd0, #6ea8ff);
  --warn: light-dark(#855000, #e9ad3f);
  --bad: light-dark(#bd2a20, #ff7468);
  --off: light-dark(#5a5f67, #959ca6);
}`;

const common = `
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; }
body {
  min-height: 100vh; display: flex; flex-direction: column; background: var(--surface); color: var(--text);
  font: 14px/20px "Geist Variable", "Inter", system-ui, -apple-system, "Segoe UI", sans-serif;
  font-variant-numeric: tabular-nums;
}
a { color: var(--accent); text-underline-offset: 2px; }
a.id, pre a { text-underline-offset: 4px; text-decoration-color: var(--rule); }
a.id:hover, pre a:hover { text-decoration-color: currentColor; }
h1 { font-size: 16px; line-height: 24px; font-weight: 600; }
h2 { font-size: 14px; line-height: 20px; font-weight: 600; }
ul { list-style: none; padding: 0; }
code, pre, .id { font-family: "Geist Mono Variable", ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace; font-size: 12px; line-height: 18px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
svg { flex: none; display: block; }
.quiet { color: var(--text3); }
.note { color: var(--text2); font-size: 13px; }
.ok { color: var(--ok); } .wait { color: var(--wait); } .warn { color: var(--warn); } .bad { color: var(--bad); } .off { color: var(--off); }
.bar {
  display: flex; align-items: center; gap: 12px; min-height: 36px; padding: 6px 20px; color: #d9d0ff; font-size: 12px; line-height: 16px;
  background: repeating-linear-gradient(135deg, #2c2156 0 10px, #332763 10px 20px);
}
.bar b { display: inline-flex; gap: 6px; align-items: center; padding: 2px 8px; border-radius: 4px; background: #a892ff; color: #150d33; font-size: 11px; letter-spacing: .04em; }
.bar a { margin-left: auto; color: #d9d0ff; white-space: nowrap; }
.button {
  display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 44px; padding: 0 16px; border-radius: 7px; cursor: pointer;
  border: 1px solid var(--rule); background: var(--raised); color: var(--text); font: inherit; font-weight: 500; text-decoration: none;
}
.button:hover { background: var(--hover); }
.button.first { background: var(--ink); border-color: var(--ink); color: var(--ink-text); }
.button.first:hover { background: var(--ink-hover); border-color: var(--ink-hover); }
.status { display: inline-flex; vertical-align: middle; align-items: center; gap: 6px; white-space: nowrap; }
.status span { color: var(--text); }
@media (prefers-reduced-motion: no-preference) { .button { transition: background-color .12s; } }
`;

const checkout = `
.checkout { flex: 1; display: grid; grid-template-columns: 1fr 1fr; }
.checkout > section, .checkout > form { padding: 48px 64px 64px; display: flex; flex-direction: column; }
.checkout > * > * { width: 100%; max-width: 432px; }
.sold { background: var(--base); border-right: 1px solid var(--line); align-items: flex-end; gap: 24px; }
.paying { align-items: flex-start; gap: 28px; }
.leave { display: inline-flex; align-items: center; gap: 8px; color: var(--text2); text-decoration: none; }
.leave:hover { color: var(--text); text-decoration: underline; }
.price { display: flex; align-items: baseline; gap: 8px; margin-top: 4px; font-size: 36px; line-height: 44px; font-weight: 600; letter-spacing: -.02em; }
.price small { font-size: 14px; line-height: 20px; font-weight: 400; letter-spacing: 0; color: var(--text2); }
.lines > li, .sum { display: flex; justify-content: space-between; gap: 16px; padding: 12px 0; }
.lines > li + li, .sum { border-top: 1px solid var(--line); }
.lines b, .sum b { font-weight: 500; }
.lines span { display: block; font-size: 13px; color: var(--text3); }
.sum.total, .sum.total b { font-weight: 600; }
.small { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; font-size: 12px; line-height: 18px; color: var(--text3); }
.small dd { margin: 0; overflow-wrap: anywhere; }
fieldset { border: 0; padding: 0; min-width: 0; display: grid; gap: 12px; }
legend { padding: 0; margin-bottom: 12px; font-weight: 600; }
.field { display: grid; gap: 4px; }
.field label { font-size: 13px; color: var(--text2); }
.field input, .fixed {
  width: 100%; min-height: 40px; padding: 0 12px; border: 1px solid var(--edge); border-radius: 7px; background: var(--raised); color: var(--text); font: inherit;
}
.fixed { display: flex; align-items: center; border-color: var(--line); color: var(--text2); overflow-wrap: anywhere; }
.field input[aria-invalid="true"] { border-color: var(--bad); }
.field .why { font-size: 13px; color: var(--bad); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.cards { border: 1px solid var(--edge); border-radius: 7px; overflow: hidden; }
.cards > div > label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 8px 12px; cursor: pointer; }
.cards > div + div { border-top: 1px solid var(--line); }
.cards > div > label:hover { background: var(--hover); }
.cards > div > label:has(:checked) { background: var(--selected); }
.cards > div > label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: -2px; }
.cards input[type="radio"] { width: 16px; height: 16px; margin: 0; accent-color: var(--accent); outline: 0; }
.cards small { margin-left: auto; font-size: 12px; color: var(--text3); text-align: right; }
.cards .typed { padding: 0 12px 12px 40px; }
.cards > div:not(:has(:checked)) .typed { display: none; }
.acts { display: grid; gap: 12px; }
.or { display: flex; align-items: center; gap: 12px; color: var(--text3); font-size: 12px; }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.alert { display: flex; gap: 10px; padding: 12px; border-radius: 7px; border: 1px solid color-mix(in srgb, var(--bad) 45%, transparent); background: color-mix(in srgb, var(--bad) 9%, transparent); }
.alert svg { margin-top: 2px; }
.told { flex: 1; display: grid; place-items: center; padding: 32px 20px 64px; background: var(--base); }
.told > div { width: 100%; max-width: 480px; padding: 32px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); display: grid; gap: 20px; }
.told h1 { font-size: 20px; line-height: 28px; }
.told header { display: grid; gap: 8px; }
.told .acts form { display: contents; }
.told .beside { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
@media (max-width: 899px) {
  .checkout { display: block; }
  .checkout > section, .checkout > form { padding: 24px 20px 28px; align-items: center; }
  .checkout > * > * { max-width: 480px; }
  .sold { border-right: 0; border-bottom: 1px solid var(--line); }
}
@media (max-width: 480px) {
  .bar span { display: none; }
  .told { place-items: start stretch; padding: 20px 12px; }
  .told > div { padding: 20px; }
}
`;

const records = `
.records { width: 100%; max-width: 1080px; margin: 0 auto; padding: 28px 20px 64px; display: grid; gap: 32px; min-width: 0; }
.records header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; }
.records h1 { overflow-wrap: anywhere; }
.records section { display: grid; gap: 8px; min-width: 0; }
.places { display: flex; flex-wrap: wrap; gap: 4px 16px; padding-bottom: 12px; border-bottom: 1px solid var(--line); font-size: 13px; }
.places a { color: var(--text2); text-decoration: none; padding: 4px 0; }
.places a:hover { color: var(--text); text-decoration: underline; }
.places a[aria-current] { color: var(--text); font-weight: 500; box-shadow: 0 2px 0 var(--ink); }
.steps { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.steps .button { min-height: 36px; }
.scroll { overflow-x: auto; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { text-align: left; font-size: 12px; font-weight: 500; color: var(--text3); }
th, td { height: 33px; padding: 0 16px 0 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
td.grows { width: 100%; max-width: 0; overflow: hidden; text-overflow: ellipsis; }
th.number, td.number { text-align: right; }
tr:last-child td { border-bottom: 0; }
pre { padding: 16px; border: 1px solid var(--line); border-radius: 7px; background: var(--raised); overflow-x: auto; }
@media (max-width: 640px) { td.grows { max-width: none; } }
`;

/** The whole style of every page. */
export const styles = roles + common + checkout + records;

/** Allows this style and forms to ourselves; no script, no other origin, no frame. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(styles).digest("base64")}'`,
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
