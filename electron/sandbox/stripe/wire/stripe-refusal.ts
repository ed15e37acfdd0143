/** The `error` object of Stripe's answer. */
export interface StripeError {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly doc_url?: string;
  readonly [more: string]: unknown;
}

type Status = 400 | 401 | 402 | 403 | 404 | 409 | 413 | 429 | 500;

/**
 * A request that Stripe refuses. Thrown, not returned, because the transaction around the request must be undone with
 * it: a refusal changes nothing. A declined payment does change something, so it is an answer instead.
 */
export class StripeRefusal extends Error {
  readonly status: Status;
  readonly error: StripeError;
  /** What its answer says beside the error. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: Status,
    error: Omit<StripeError, "type" | "doc_url" | "message"> & Partial<StripeError>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(error.message);
    this.status = status;
    this.headers = headers;
    this.error = documented({ type: "invalid_request_error", ...error, message: error.message ?? "" });
  }
}

/** Adds the address of Stripe's page about the error's code, as Stripe does. */
export function documented(error: StripeError): StripeError {
  if (error.code === undefined) return error;
  return { ...error, doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll("_", "-")}` };
}

/** A parameter's value can't be used: 400, with Stripe's code where it has one for the case. */
export const refused = (param: string, message: string, code?: string): StripeRefusal =>
  new StripeRefusal(400, { message, param, ...(code === undefined ? {} : { code }) });

export const missingParam = (param: string): StripeRefusal =>
  refused(param, `Missing required param: ${param}.`, "parameter_missing");

/** No object has that id. In the path it is 404 with the param `id`; named by a field of the request it is 400. */
export function noSuch(word: string, id: string, param?: string): StripeRefusal {
  const message = `No such ${word}: '${id}'`;
  return new StripeRefusal(param === undefined ? 404 : 400, {
    code: "resource_missing",
    message,
    param: param ?? "id",
  });
}
