/** The style of the pages, to the byte as the policy of their headers allows it. */
export const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
dt { font-weight: 600; }
dd { margin: 0 0 0.75rem; overflow-wrap: anywhere; }
form { margin: 0.5rem 0; }
button { font: inherit; width: 100%; padding: 0.6rem; cursor: pointer; }
[role='alert'] { border-inline-start: 0.25rem solid #c00; padding: 0.25rem 0.75rem; }
`;
