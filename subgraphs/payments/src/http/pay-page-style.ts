/** The style of the pages, to the byte as the policy of their headers allows it. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #eef0f4; --card: #fff; --text: #16181d; --quiet: #545a66; --line: #c9ced8;
  --accent: #1d4ed8; --on-accent: #fff; --alarm: #b3261e; --alarm-page: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1014; --card: #191c22; --text: #eceef2; --quiet: #a9b0bc; --line: #434955;
    --accent: #8fb3ff; --on-accent: #0b1530; --alarm: #ff9d94; --alarm-page: #3a1d1c;
  }
}
* { box-sizing: border-box; }
body {
  font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
  max-width: 28rem; margin: 0 auto; padding: clamp(1rem, 5vh, 4rem) 1rem 2rem;
}
header { margin: 0 0 0.75rem; font-weight: 700; letter-spacing: 0.04em; }
main {
  padding: 1.5rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card);
  overflow-wrap: anywhere;
}
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
p:last-child { margin: 1.25rem 0 0; }
small { color: var(--quiet); font-size: 0.875rem; }
a { color: var(--accent); }
dl { margin: 0 0 1.25rem; padding: 1rem 0 0.25rem; border-block: 1px solid var(--line); }
dt { color: var(--quiet); font-size: 0.875rem; }
dd { margin: 0 0 0.75rem; font-weight: 600; }
dt:nth-of-type(2) + dd { font-size: 1.5rem; line-height: 1.25; }
form { margin: 0.625rem 0 0; }
button {
  font: inherit; width: 100%; min-height: 2.75rem; padding: 0.5rem 1rem; cursor: pointer;
  color: var(--text); background: transparent; border: 1px solid var(--quiet); border-radius: 0.5rem;
}
form:first-of-type button { color: var(--on-accent); background: var(--accent); border-color: var(--accent); font-weight: 600; }
button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role='alert'] {
  padding: 0.75rem 1rem; border-inline-start: 0.25rem solid var(--alarm); border-radius: 0.25rem;
  background: var(--alarm-page);
}
`;
