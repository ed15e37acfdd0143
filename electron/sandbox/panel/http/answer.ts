/** What the panel sends back. A 204 has no body; a text goes out as it is. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** No answer: the connection breaks. */
export const BROKEN_OFF: Answer = { status: 0, body: null };

interface RefusedField {
  readonly field: string;
  readonly rule: string;
  readonly detail: string;
}

/** An error as the panel writes it: `code` is the name of the exception behind it. */
export const refusal = (
  status: number,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers, body: { errors: [{ code, status: String(status), detail }] } });

export const NOT_FOUND = refusal(
  404,
  "NotFoundHttpException",
  "The requested resource could not be found on the server.",
);
export const NOT_ALLOWED = refusal(403, "AccessDeniedHttpException", "This action is unauthorized.");
export const NO_CONTENT: Answer = { status: 204, body: null };

/** Something uncaught: the panel names the exception's class and nothing else. */
export const uncaught = (code: string): Answer =>
  refusal(500, code, "An unexpected error was encountered while processing this request, please try again.");

/** A rule that the panel applies outside of its validation, such as a user that still owns servers. */
export const displayed = (detail: string): Answer => refusal(400, "DisplayException", detail);

/** 422 with one entry a failed rule. */
export const unprocessable = (failures: readonly RefusedField[]): Answer => ({
  status: 422,
  body: {
    errors: failures.map(({ field, rule, detail }) => ({
      code: "ValidationException",
      status: "422",
      detail,
      meta: { source_field: field, rule },
    })),
  },
});
