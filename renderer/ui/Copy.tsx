import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useCopied } from "./use-copied.ts";

/** A small button that copies `value`; `what` is its name: "Copy order id". With `text` it shows a word of that name, too. */
export function Copy({ value, what, text }: { readonly value: string; readonly what: string; readonly text?: string }) {
  const [copied, copy] = useCopied();
  const Icon = copied ? IconCheck : IconCopy;
  if (text !== undefined)
    return (
      <Button
        size="compact-xs"
        aria-label={what}
        leftSection={<Icon size={13} aria-hidden />}
        onClick={() => copy(value)}
      >
        {copied ? "Copied" : text}
      </Button>
    );
  return (
    <Tooltip label={copied ? "Copied" : what}>
      <ActionIcon size={24} className="copy" aria-label={what} onClick={() => copy(value)}>
        <Icon size={13} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
