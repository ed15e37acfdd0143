/** The API version whose shapes are rendered, whatever a request asks for: the one that stripe-node 23 pins. */
export const API_VERSION = "2026-10-28.endive";
