/** The most bytes of a body that the doctor looks at. Stripe's events are a few kB; a console's line carries 1 MiB at once. */
export const MOST_DOCTORED_BYTES = 256 * 1_024;
