/** The style of the pages, to the byte as the policy of their headers allows it. */
export const STYLE = `
:root { color-scheme: light dark; --page: #eef0f4; --card: #fff; --text: #16181d; --line: #c9ced8; --accent: #1d4ed8; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0e1014; --card: #191c22; --text: #eceef2; --line: #434955; --accent: #8fb3ff; --on-accent: #0b1530; }
}
* { box-sizing: border-box; }
body {
  font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
  max-width: 28rem; margin: 0 auto; padding: clamp(1rem, 5vh, 4rem) 1rem 2rem;
}
header { margin: 0 0 0.75rem; font-weight: 700; letter-spacing: 0.04em; }
main { padding: 1.5rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.25; }
p { margin: 0; }
form { margin: 1.25rem 0 0; }
button {
  font: inherit; font-weight: 600; width: 100%; min-height: 2.75rem; padding: 0.5rem 1rem; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 0; border-radius: 0.5rem;
}
button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
