interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

/** Markup or an entity; style sheets, the only strings that Mantine writes as HTML, have neither. */
const MARKUP = /[<&]/;

/** What may be written as HTML: a string without markup comes back, any other gives null, which the browser refuses. */
export const plainTextOnly = (text: string): string | null => (MARKUP.test(text) ? null : text);

/**
 * Makes the page's default Trusted Types policy. Call it before anything renders: under the hosts' Content Security
 * Policy Mantine's style elements need one. Scripts and script addresses have no rule and so are always refused.
 */
export function guardHtml(): void {
  const { trustedTypes } = window as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy("default", { createHTML: plainTextOnly });
}
