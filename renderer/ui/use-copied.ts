import { useEffect, useState } from "react";
import { toast } from "./toasts.ts";

const SHOWN_MS = 1200;

/** Whether something was copied just now, and how to copy. A clipboard that is closed to the page gets a toast. */
export function useCopied(): readonly [boolean, (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (text: string) => setCopied(await copyText(text));
  return [copied, (text) => void copy(text)];
}

/** Puts text on the clipboard; false, with a toast, where the browser does not let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    toast({ tone: "bad", title: "Nothing was copied", says: "The browser keeps the clipboard closed to this page." });
    return false;
  }
}
