// The style of a report, in light and dark colours, for wide and narrow screens.
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1c2330; --quiet: #626b7a; --line: #e6e8ec; --turn: #b4bac6;
  --service: #1f5fd0; --client: #d9822b; --gap: rgba(217, 130, 43, 0.16);
  --refused: #c62f3d; --trouble: #a0640f; --good: #1b7f4b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12151b; --card: #1a1f28; --ink: #e7eaf0; --quiet: #9aa4b5; --line: #2a313d; --turn: #4a5465;
    --service: #6ea3ff; --client: #f2a75c; --gap: rgba(242, 167, 92, 0.18);
    --refused: #ff7480; --trouble: #e0ab5a; --good: #5ccb92;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', sans-serif;
}
main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 4px; font-size: 16px; }
p { margin: 4px 0 0; color: var(--quiet); }
header { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: flex-start; justify-content: space-between; }
.state {
  padding: 4px 14px; border-radius: 999px; border: 1px solid currentcolor; font-weight: 600; color: var(--quiet);
}
.state.Completed { color: var(--good); }
.state.Failed, .state.Cancelled { color: var(--refused); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); gap: 12px; margin: 24px 0 0; }
.figures div, section {
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
}
.figures div { padding: 12px; }
.figures dt { color: var(--quiet); font-size: 13px; }
.figures dd { margin: 0; font-size: 19px; font-weight: 600; font-variant-numeric: tabular-nums; }
section { margin-top: 16px; padding: 18px 20px; }
.chart { margin-top: 10px; min-height: 60px; overflow: hidden; }
.u-legend { margin-top: 6px; color: var(--ink); font-size: 13px; font-variant-numeric: tabular-nums; text-align: left; }
.u-legend.u-inline .u-series { margin-right: 14px; }
.u-legend th { padding: 0; border: 0; color: var(--ink); }
.u-legend td { padding: 0 0 0 5px; border: 0; min-width: 0; }
.u-legend .u-marker { border-radius: 3px; }
.scroll { margin-top: 10px; overflow: auto; }
.timeline { max-height: 460px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 5px 10px 5px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 500; white-space: nowrap; }
thead th { position: sticky; top: 0; background: var(--card); }
tr:last-child > * { border-bottom: 0; }
td.at, td.count { white-space: nowrap; color: var(--quiet); font-variant-numeric: tabular-nums; }
td { overflow-wrap: anywhere; }
tr.refused td.what { color: var(--refused); }
tr.trouble td.what { color: var(--trouble); }
tr.signal td.what { color: var(--quiet); }
p.error { color: var(--refused); }
.session th { width: 240px; }
code { font: 13px ui-monospace, SFMono-Regular, Menlo, monospace; }
footer { margin-top: 20px; color: var(--quiet); font-size: 13px; }
@media (max-width: 560px) {
  main { padding: 20px 12px 32px; }
  h1 { font-size: 21px; }
  section { padding: 14px 12px; }
  .figures { grid-template-columns: repeat(2, 1fr); gap: 8px; }
  .figures dd { font-size: 16px; }
  .timeline thead { display: none; }
  .timeline tr { display: grid; grid-template-columns: 74px 1fr; border-bottom: 1px solid var(--line); }
  .timeline td { border: 0; padding: 3px 8px 3px 0; }
  .timeline td:nth-child(n + 3) { grid-column: 2; padding-top: 0; color: var(--quiet); }
  .timeline td:empty { display: none; }
  .timeline td.at { white-space: normal; font-size: 12px; }
  .timeline td.count:not(:empty)::before { content: 'block '; }
  .session th, .session td { display: block; width: auto; border: 0; padding: 0; }
  .session th { padding-top: 8px; }
}
`
