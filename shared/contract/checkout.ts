import { z } from "zod";
import { Term } from "./states.ts";

/** The name that a customer gives a server: 1–64 letters, digits, spaces and `-_.'`, trimmed. */
export const ServerName = z
  .string()
  .trim()
  .min(1, "Give the server a name")
  .max(64, "A server's name has 64 characters at most")
  .regex(/^[\p{L}\p{N} \-_.']+$/u, "A server's name has letters, digits, spaces and - _ . ' only");

/** The body of `POST /api/checkout/create-session`, as existing shop fronts send it. */
export const CreateSessionBody = z.object({
  plan_id: z.string().min(1).max(100),
  item_type: z.string().min(1).max(50),
  term: Term.default("monthly"),
  region: z.string().min(1).max(100).optional(),
  server_name: ServerName.optional(),
  addons: z.array(z.string().min(1).max(100)).max(20).default([]),
});
export type CreateSessionBody = z.infer<typeof CreateSessionBody>;
