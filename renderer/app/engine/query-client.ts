import { onlineManager, QueryClient } from "@tanstack/react-query";
import { wasAnswered } from "../explain.ts";
import { useConnection } from "./connection.ts";

/**
 * Answers stay fresh until the engine says that they changed, so nothing is polled. While no engine is there, queries
 * wait for it; acts don't: they fail at once, because nobody should find them done minutes later.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => !wasAnswered(error) && failures < 3,
      retryDelay: 300,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

/** Lets queries rest while no engine answers. {@link readEverything} wakes them. */
export function restWhileGone(): void {
  onlineManager.setEventListener(() => () => undefined);
  onlineManager.setOnline(false);
  useConnection.subscribe(({ phase }) => {
    if (phase !== "open") onlineManager.setOnline(false);
  });
}

/** Wakes the queries and reads anew what is shown: what the engine pushed while nobody listened is lost. */
export function readEverything(): void {
  onlineManager.setOnline(true);
  void queryClient.invalidateQueries({}, { cancelRefetch: false });
}
