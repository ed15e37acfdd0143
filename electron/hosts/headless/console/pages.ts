const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { margin: 12vh auto; max-width: 34rem; padding: 0 1.5rem }
h1 { font-size: 1.25rem; font-weight: 600 }
code { font: 13px ui-monospace, monospace }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

/** For somebody who has no cookie: how to get in. The link is for those who followed the address from another site. */
export const tokenPage = page(
  "Waybill's console asks for its token",
  `<p>Open the address that Waybill printed when it started. In the terminal it stands on the line that begins with
<code>Console</code> and carries the token behind <code>?token=</code></p>
<p>You did? Then <a href="/">open the console</a>: your browser holds the token back from links on other sites.</p>`,
);

export const wrongTokenPage = page(
  "This token is not the console's",
  `<p>It may be of an earlier start, or of another environment. Open the address that Waybill printed last.</p>`,
);

export const notBuiltPage = page(
  "The console is not built",
  `<p>Run <code>npm run build</code> in Waybill's folder, then reload this page. The engine runs meanwhile.</p>`,
);
