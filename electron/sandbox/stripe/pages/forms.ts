import type { Context } from "hono";
import { parseForm, type Form } from "../wire/parse-form.ts";

/** What a form has sent. */
export const formOf = async (context: Context): Promise<Form> => parseForm(await context.req.text());

/** After a form comes a redirect to the page that shows how things stand, so a reload sends nothing again. */
export const seeOther = (to: string): Response =>
  new Response(null, { status: 303, headers: { Location: to, "Cache-Control": "no-store" } });
