import type { ReactNode } from "react";
import { Failed, LoadingText } from "../ui/Nothing.tsx";

interface Answer<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

/** Shows an answer once it is there, and why it is not where it failed. `what` is what was asked for. */
export function Read<T>(props: {
  readonly of: Answer<T>;
  readonly what: string;
  readonly render: (data: T) => ReactNode;
}) {
  const { data, error, isFetching, refetch } = props.of;
  if (data !== undefined) return props.render(data);
  if (error) return <Failed what={props.what} error={error} onRetry={() => void refetch()} busy={isFetching} />;
  return <LoadingText lines={10} />;
}
