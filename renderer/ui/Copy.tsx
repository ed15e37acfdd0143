import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useCopied } from "./use-copied.ts";

/** A small button that copies `value`; `what` is its name: "Copy order id". */
export function Copy({ value, what }: { readonly value: string; readonly what: string }) {
  const [copied, copy] = useCopied();
  return (
    <Tooltip label={copied ? "Copied" : what}>
      <ActionIcon size={24} className="copy" aria-label={what} onClick={() => copy(value)}>
        {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
