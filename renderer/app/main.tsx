import "./no-eval.ts";
import "./styles.ts";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followChanges } from "./engine/changes.ts";
import { connectEngine } from "./engine/connection.ts";
import { queryClient, restWhileGone } from "./engine/query-client.ts";
import { startKeys } from "./keys/keys.ts";
import { router } from "./router.tsx";
import { cssVariables, theme } from "./theme.ts";
import { guardHtml } from "./trusted-types.ts";

guardHtml();
restWhileGone();
followChanges();
connectEngine();
startKeys();

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no element for the console");

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: "waybill-scheme" })}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
